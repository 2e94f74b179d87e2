import ORDER from '../../module-order.cjs';
import { sourceFiles, textOf } from './sources';

describe('the house', () => {
  it('names its modules in one order, in the table of contents and in the rules', () => {
    const imports = [...textOf('src/app.module.ts').matchAll(/imports:\s*\[([\s\S]*?)\]/g)][0]?.[1] ?? '';
    const listed = [...imports.matchAll(/(\w+)Module\b(?!\.with)/g)].map(([, name]) => (name ?? '').toLowerCase());
    expect(listed).toEqual(ORDER.filter((name) => listed.includes(name)));
    const modules = new Set(sourceFiles().flatMap((path) => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? []));
    expect([...modules].filter((name) => !ORDER.includes(name))).toEqual([]);
    expect([...modules].sort()).toEqual([...listed].sort());
  });

  it('knows its two databases in two files only', () => {
    const knowing = sourceFiles().filter((path) =>
      /better-sqlite3|'postgres'|connectSqlite\b|connectPostgres\b|PRAGMA|ON CONFLICT ON CONSTRAINT/.test(textOf(path)),
    );
    const allowed = [
      'src/platform/database/connect-postgres.ts',
      'src/platform/database/connect-sqlite.ts',
      'src/platform/database/database.module.ts',
    ];
    expect(knowing.filter((path) => !allowed.includes(path))).toEqual([]);
  });

  it('has no drawer for odds and ends', () => {
    const drawers = sourceFiles().filter(
      (path) => /(^|\/)(utils?|helpers?|common|misc|managers?|base)(\.ts|\/)/.test(path) && !path.includes('platform/views/helpers/'),
    );
    expect(drawers).toEqual([]);
  });

  it('ends file names with one of the agreed suffixes', () => {
    const suffixes = [
      'module',
      'service',
      'controller',
      'form',
      'view',
      'entity',
      'repository',
      'read-model',
      'job',
      'guard',
      'filter',
      'interceptor',
    ];
    const odd = sourceFiles().filter((path) => {
      const parts = (path.split('/').at(-1) ?? '').replace(/\.ts$/, '').split('.');
      if (path.endsWith('.d.ts')) return false;
      return parts.length > 2 || (parts.length === 2 && !suffixes.includes(parts[1] ?? ''));
    });
    expect(odd).toEqual([]);
  });

  it('keeps dates without hours out of the hands of Date, except in the kernel and the clock', () => {
    const offenders = sourceFiles().filter(
      (path) => !path.startsWith('src/kernel/') && !path.startsWith('src/platform/time/') && /:\s*Date\b(?!\w)/.test(textOf(path)),
    );
    expect(offenders.filter((path) => path !== 'src/platform/jobs/slots.ts')).toEqual([]);
  });
});
