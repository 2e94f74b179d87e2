// One runner, five projects: pure code beside its source, the rules of the house, and everything that boots the app on both databases and in a browser.
const { exclude, $schema, ...swc } = JSON.parse(require('node:fs').readFileSync(`${__dirname}/.swcrc`, 'utf8'));

const CHANCE = '<rootDir>/test/support/same-chance.ts';
const shared = {
  rootDir: __dirname,
  // Node loads the application, once for many test files.
  testEnvironment: '<rootDir>/test/loader/environment.cjs',
  runtime: '<rootDir>/test/loader/runtime.cjs',
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: {
    '^#kernel/(.*)$': '<rootDir>/src/kernel/$1',
    '^#platform/(.*)$': '<rootDir>/src/platform/$1',
    '^#modules/(.*)$': '<rootDir>/src/modules/$1/index',
  },
};
const onDatabase = (name) => ({
  ...shared,
  displayName: name,
  testMatch: ['<rootDir>/test/{http,jobs,database,cli}/**/*.test.ts'],
  ...(name === 'postgres'
    ? { globalSetup: '<rootDir>/test/support/setup-postgres.ts', globalTeardown: '<rootDir>/test/support/teardown-postgres.ts' }
    : {}),
  setupFiles: [CHANCE, `<rootDir>/test/support/on-${name}.ts`],
});

module.exports = {
  testTimeout: 60_000,
  maxWorkers: 2,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'], setupFiles: [CHANCE] },
    {
      ...shared,
      displayName: 'house',
      testMatch: ['<rootDir>/test/house/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/support/on-sqlite.ts'],
    },
    onDatabase('sqlite'),
    onDatabase('postgres'),
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/support/on-sqlite.ts'],
    },
  ],
};
