import tseslint from 'typescript-eslint';

const CLOCK = 'Read the clock in platform/time only; rules take `now` or `today` as an argument.';
const CHANCE = 'Randomness lives in kernel/id only.';
const clock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: CLOCK },
];
const date = [{ selector: "NewExpression[callee.name='Date'][arguments.length>0]", message: 'Date arithmetic lives in kernel/ only.' }];
const chance = [
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: CHANCE },
  { selector: "CallExpression[callee.name='randomUUID']", message: CHANCE },
  { selector: "CallExpression[callee.name='randomBytes']", message: CHANCE },
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'coverage/', 'views/', 'scripts/', 'bench/', 'bin/', '*.js', '**/*.cjs', '*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Nest's modules are empty classes by design.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Entities are shapes: a plain row is one, and a changed copy of it too.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // A generic that only names a result type (`rows<T>`) is how untyped SQL becomes typed, in one place.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['../../../*'], message: 'Enter a module by its front door: #kernel, #platform, #modules.' }] },
      ],
      'no-restricted-syntax': ['error', ...clock, ...date, ...chance],
    },
  },
  { files: ['src/platform/time/**'], rules: { 'no-restricted-syntax': ['error', ...chance] } },
  { files: ['src/kernel/**'], rules: { 'no-restricted-syntax': ['error', ...clock, ...chance] } },
  { files: ['src/kernel/id.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**', 'bench/**', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
