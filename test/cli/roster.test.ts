import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { newId } from '#kernel/id';
import type { ImportReport } from '#modules/people';
import { sql } from '#platform/database/sql';
import { Refusal } from '../../src/cli/command';
import { coverageCommands } from '../../src/cli/coverage';
import { rosterCommands } from '../../src/cli/roster';
import { startApp, type TestApp } from '../support/app';
import { openRound } from '../support/learning';
import { createWorld, type World } from '../support/world';

describe('the roster at the command line', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());
  afterEach(() => {
    delete process.env['CADENCIA_NOW'];
  });

  const file = (name: string, ...rows: string[]): string => {
    const path = join(app.dataDir, name);
    writeFileSync(path, ['codigo;nombres;apellidos;tipo;ingreso', ...rows].join('\n'));
    return path;
  };
  const people = async (): Promise<string[]> =>
    (
      await app.db.rows<{ personCode: string }>(
        sql`SELECT DISTINCT p.person_code FROM person p JOIN engagement e ON e.person_id = p.id WHERE p.person_code LIKE 'Z%' ORDER BY p.person_code`,
      )
    ).map(({ personCode }) => personCode);

  it('imports a file, and takes it back once', async () => {
    const imported = await run<ImportReport>('import', file('one.csv', 'Z001;Gil;García;empleado;2027-02-01'), '--json');
    expect(imported).toMatchObject({ rows: 1, added: 1, left: 0, rejected: [], needsApproval: false });
    expect(await people()).toEqual(['Z001']);
    expect(await run('undo', imported.import, '--json')).toMatchObject({ import: imported.import, takenBack: 1, kept: [] });
    expect(await people()).toEqual([]);
    await expect(run('undo', imported.import)).rejects.toThrow(Refusal);
  });

  it('changes nothing while refused rows are not approved, and says which and why', async () => {
    const path = file('two.csv', 'Z002;Hugo;Haro;empleado;2027-02-01', 'Z003;Ida;Ibarra;empleado;31/02/2027');
    await expect(run('import', path)).rejects.toThrow(Refusal);
    expect(await people()).toEqual([]);
    const checked = await run<ImportReport>('check', path, '--json');
    expect(checked).toMatchObject({ added: 1, needsApproval: true });
    expect(checked.rejected).toMatchObject([{ row: 3, column: 'starts_on' }]);
    expect(await run('import', path, '--approve', '--json')).toMatchObject({ added: 1 });
    expect(await people()).toEqual(['Z002']);
  });

  it('says which columns it does not use, so that a heading with a slip is not passed over', async () => {
    const path = join(app.dataDir, 'three.csv');
    writeFileSync(path, 'codigo;nombres;apellidos;tipo;ingreso;salidda;talla\nZ004;Jon;Jara;empleado;2027-02-01;2027-02-20;42\n');
    const said = 'Estas columnas no se usan: salidda, talla.';
    expect(await run<ImportReport>('check', path, '--json')).toMatchObject({ added: 1, needsApproval: false, notice: said });
    expect(await run('check', path)).toContain(said);
    expect(await run<ImportReport>('import', path, '--json')).toMatchObject({ applied: true, notice: said });
    expect(await run<ImportReport>('check', file('four.csv', 'Z005;Kim;Kahn;empleado;2027-02-01'), '--json')).toMatchObject({
      notice: null,
    });
  });

  it('tells the coverage of the round that was open on the day asked for', async () => {
    const { roundId } = await openRound(app, world);
    const [round] = await app.db.rows<{ openedAt: string; unit: string }>(sql`SELECT * FROM round WHERE id = ${roundId}`);
    const before = { id: newId<'round'>(), code: '2026-9', opensOn: '2026-10-05', dueOn: '2026-11-16', closesOn: '2027-03-01' };
    await app.work.run(() =>
      app.db.insert('round', [{ ...round, ...before, openedAt: '2026-10-05T09:00:00.000Z', closedAt: round!.openedAt }]),
    );
    process.env['CADENCIA_NOW'] = '2027-03-05T14:00:00Z';
    const codeOn = async (...asked: string[]) =>
      (await printed<{ round: { code: string } }>(coverageCommands, 'coverage', '--json', ...asked)).round.code;
    expect([await codeOn(), await codeOn('--as-of', '2027-02-01'), await codeOn('--as-of', '2027-03-01')]).toEqual([
      '2027-1',
      '2026-9',
      '2027-1',
    ]);
    await expect(codeOn('--as-of', '2026-10-04')).rejects.toThrow('On 2026-10-04 no round had been opened.');
  });

  it('answers an unknown import and an unreadable file with a sentence', async () => {
    await expect(run('undo', 'nothing')).rejects.toThrow(Refusal);
    await expect(run('import', join(app.dataDir, 'nowhere.csv'))).rejects.toThrow(/There is no file .*nowhere\.csv\./);
    await expect(run('import', app.dataDir)).rejects.toThrow(/is a folder, not a file\./);
  });
});

/** What the command prints, read back where it is JSON. */
const run = <T = unknown>(...args: string[]): Promise<T> => printed(rosterCommands, 'roster', ...args);

async function printed<T>(commands: (program: Command) => void, ...args: string[]): Promise<T> {
  const program = new Command().exitOverride();
  commands(program);
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await program.parseAsync(args, { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return (args.includes('--json') ? JSON.parse(written.join('')) : written.join('')) as T;
}
