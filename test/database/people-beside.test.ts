import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { RosterService } from '#modules/people';
import { AppModule } from '../../src/app.module';
import { startApp, type TestApp } from '../support/app';

describe('a command beside the running server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('does not take the work of the server for interrupted; the next start of the server does', async () => {
    const bytes = Buffer.from('codigo,nombres,apellidos,tipo,ingreso\nA1,Ana,Ruiz,empleado,2026-01-01');
    await app.get(RosterService).checkFile(app.get(Contexts).system('test'), { name: 'a.csv', bytes, mode: 'partial', source: 'command' });
    await app.work.run(() => app.db.execute(sql`UPDATE roster_import SET state = 'applying'`));
    const state = async (): Promise<string | undefined> =>
      (await app.db.row<{ state: string }>(sql`SELECT state FROM roster_import`))?.state;

    Logger.overrideLogger(false);
    const command = await NestFactory.createApplicationContext(AppModule);
    await command.close();
    expect(await state()).toBe('applying');

    app = await app.restart();
    expect(await state()).toBe('checked');
  });
});
