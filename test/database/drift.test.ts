import { CONNECTIONS } from '#platform/database/tokens';
import type { Connections } from '#platform/database/connections';
import { Migrator } from '#platform/database/migrator';
import { startApp, type TestApp } from '../support/app';

describe('the tables', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp()));
  afterAll(() => app.close());

  it('are exactly what the entities say, after all migrations from empty', async () => {
    const { writer } = app.app.get<Connections>(CONNECTIONS);
    const drift = await writer.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('each have an entity', async () => {
    const { writer } = app.app.get<Connections>(CONNECTIONS);
    const runner = writer.createQueryRunner();
    const tables = (await runner.getTables())
      .map(({ name }) => name)
      // PostgreSQL names its own tables with their schema.
      .filter((name) => !/^(pg_catalog|information_schema)\.|^sqlite_|^migrations$|^public\.migrations$/.test(name))
      .map((name) => name.replace(/^public\./, ''));
    if (writer.options.type === 'postgres') await runner.release();
    expect(tables.sort()).toEqual(writer.entityMetadatas.map(({ tableName }) => tableName).sort());
  });

  it('need nothing the second time', async () => {
    expect(await app.get(Migrator).migrate()).toEqual({ applied: [], backup: null });
  });
});
