const ORDER = require('./module-order.cjs');
const downward = ORDER.slice(0, -1).map((name, i) => ({
  name: `${name}-knows-nothing-below-it`,
  severity: 'error',
  from: { path: `^src/modules/${name}/` },
  to: { path: `^src/modules/(${ORDER.slice(i + 1).join('|')})/` },
}));
module.exports = {
  forbidden: [
    ...downward,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'module-front-door',
      severity: 'error',
      comment: "Enter another module only through its index.ts (reporting read models may read others' tables)",
      from: { path: '^src/modules/([^/]+)/', pathNot: '^src/modules/reporting/data/' },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'app-uses-front-doors',
      severity: 'error',
      from: { path: '^src/([^/]+|cli/[^/]+)\\.ts$' },
      to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/domain/' },
      to: { pathNot: ['^src/modules/$1/domain/', '^src/kernel/', '^crypto$'] },
    },
    { name: 'kernel-is-pure', severity: 'error', from: { path: '^src/kernel/' }, to: { pathNot: ['^src/kernel/', '^crypto$'] } },
    { name: 'platform-knows-no-module', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(modules|migrations)/' } },
    {
      name: 'edges-do-not-write',
      severity: 'error',
      comment: 'web/ and jobs/ read through read models and write through the service',
      from: { path: '^src/modules/[^/]+/(web|jobs)/' },
      to: { path: '^src/modules/[^/]+/data/', pathNot: '\\.read-model\\.ts$' },
    },
    {
      name: 'service-knows-no-web',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/(domain/|data/|[^/]+\\.service\\.ts)' },
      to: { path: '/web/' },
    },
    {
      name: 'orm-stays-in-data',
      severity: 'error',
      from: { path: '^src/', pathNot: ['/data/', '^src/platform/database/', '^src/migrations/'] },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm)' },
    },
    {
      name: 'migrations-import-nothing-that-changes',
      severity: 'error',
      from: { path: '^src/migrations/' },
      to: { path: '^src/(modules|kernel)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.spec\\.ts$', '\\.d\\.ts$', '^src/main\\.ts$', '^src/cli\\.ts$', '^src/migrations/'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
