import { type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId, type SupplierId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { AccreditationService } from '#modules/accreditation';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { completeUnit, openRound, type OpenedRound } from '../../support/learning';
import { queriesOf } from '../../support/queries';
import { coordinates, createWorld, signedIn, type World } from '../../support/world';
import type { Visitor } from '../../support/visitor';
import { hire, mark, wordsOf } from './company';

describe("a supplier's pages", () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  /** Coordinates the cleaners and is one of them. */
  let gil: PersonId;
  /** Coordinates the guards. */
  let guards: SupplierId;
  let cleaners: PersonId[];
  const as = (person: PersonId): Promise<Visitor> => signedIn(app, person);
  const namesIn = (html: string): string[] => [...html.matchAll(/people-name" href="[^"]+">([^<]+)</g)].map(([, name]) => name ?? '');

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    guards = newId<'supplier'>();
    await app.work.run(() => app.db.insert('supplier', [{ id: guards, name: 'Vigilancia SA', nameKey: 'vigilancia sa', taxId: null }]));
    // One in four is a contractor: two cleaners, and two guards.
    cleaners = (await hire(app, 5, { team: world.shop, manager: world.ben, supplier: world.supplier, prefix: 'L' })).filter(
      (_, n) => n % 4 === 0,
    );
    await hire(app, 5, { team: world.warehouse, manager: null, supplier: guards, prefix: 'V' });
    gil = cleaners[1]!;
    await coordinates(app, gil, world.supplier);
    await coordinates(app, world.fay, guards);
  });
  afterAll(() => app.close());

  it('say how many of theirs are here before the first round', async () => {
    expect(wordsOf((await (await as(gil)).get('/supplier')).html)).toMatch(/Limpieza SA Mi empresa .*3 personas de su empresa/);
  });

  describe('with a round open', () => {
    beforeAll(async () => {
      round = await openRound(app, world);
      await completeUnit(app, await as(world.dora), await round.assignmentOf(world.dora));
      await app.get(AccreditationService).issueDue(app.get(Contexts).system('test'));
    });

    it('are the first page of a coordinator, with an entry of their own', async () => {
      const visitor = await as(gil);
      expect((await visitor.get('/')).to).toBe('/supplier');
      expect((await visitor.get('/supplier')).html).toContain('href="/supplier"');
      expect((await (await as(world.chi)).get('/my')).html).not.toContain('href="/supplier"');
    });

    it('show the own company and nobody else', async () => {
      const { html } = await (await as(gil)).get('/supplier');
      expect(namesIn(html)).toEqual(['Nombre 0 Apellido 00', 'Nombre 4 Apellido 04']);
      expect(wordsOf(html)).toContain('De 3 personas, 1 ha terminado, a 2 les falta terminar.');
      expect(namesIn((await (await as(gil)).get('/supplier?show=done')).html)).toEqual(['Dora Duarte']);
      expect(wordsOf((await (await as(world.fay)).get('/supplier')).html)).toContain('Vigilancia SA');
    });

    it('hide other companies and people: not theirs and not there are the same', async () => {
      const visitor = await as(gil);
      const paths = [
        `/supplier?supplier=${guards}`,
        `/supplier?supplier=${newId()}`,
        '/supplier?supplier=x',
        `/supplier/report.csv?supplier=${guards}`,
        `/supplier/diplomas.zip?supplier=${guards}`,
        `/supplier/people/${world.chi}`,
        `/supplier/people/${newId()}`,
        '/supplier/people/x',
        '/team',
        '/coverage',
        `/people/${world.dora}`,
      ];
      for (const path of paths) expect(`${path} ${(await visitor.get(path)).status}`).toBe(`${path} 404`);
      expect((await visitor.post(`/supplier/reminders?supplier=${guards}`)).status).toBe(404);
      expect((await (await as(world.fay)).get(`/supplier/people/${world.dora}`)).status).toBe(404);
      for (const other of [world.chi, world.ben, world.dora]) expect((await (await as(other)).get('/supplier')).status).toBe(404);
      expect((await app.visitor().get('/supplier')).to).toBe('/sign-in?to=%2Fsupplier');
    });

    it('open the record of one of theirs', async () => {
      const page = await (await as(gil)).get(`/supplier/people/${world.dora}`);
      expect(wordsOf(page.html)).toMatch(/Mi empresa .*Dora Duarte.*Mi trabajo es el cliente.*Terminó.*Limpieza SA/);
      expect(page.html).toContain('href="/supplier"');
    });

    it('hand out the report and the diplomas of theirs', async () => {
      const visitor = await as(gil);
      const csv = await visitor.get('/supplier/report.csv');
      expect(csv.html.trim().split('\r\n').map((line) => line.split(';')[0]?.replace('\uFEFF', ''))).toEqual(['Código', 'C001', 'L00000', 'L00004']); // prettier-ignore
      expect((await visitor.get('/supplier/report.xlsx')).status).toBe(200);
      const zip = await visitor.get('/supplier/diplomas.zip?round=2027-1');
      expect(zip.headers['content-type']).toBe('application/zip');
      expect(zip.bytes.toString('latin1')).toContain('C001.pdf');
      expect((await visitor.get('/supplier/diplomas.zip?round=2031-1')).status).toBe(404);
      expect((await (await as(world.fay)).get('/supplier/diplomas.zip')).to).toBe('/supplier');
    });

    it('let HR look in from the coverage, and choose there', async () => {
      const ada = await as(world.ada);
      expect((await ada.get('/supplier')).to).toBe('/coverage?by=supplier#groups');
      const page = await ada.get(`/supplier?supplier=${guards}`);
      expect(wordsOf(page.html)).toMatch(/Cobertura por proveedor .*Vigilancia SA.*De 2 personas/);
      expect(page.html).toContain(`/supplier/people/`);
      expect((await ada.get(`/coverage/people?supplier=${guards}`)).html).toContain(`href="/supplier?supplier&#x3D;${guards}"`);
      expect((await ada.get(`/supplier?supplier=${newId()}`)).status).toBe(404);
    });

    it('show the host manager the same contractors in the own line', async () => {
      const ben = await as(world.ben);
      const names = namesIn((await ben.get('/team')).html);
      expect(names).toEqual(expect.arrayContaining(['Nombre 0 Apellido 00', 'Nombre 4 Apellido 04']));
      expect((await ben.get(`/team/${cleaners[0]!}`)).status).toBe(200);
    });

    it('show several companies together or one by one', async () => {
      await coordinates(app, gil, guards);
      const visitor = await as(gil);
      const all = await visitor.get('/supplier');
      expect(wordsOf(all.html)).toMatch(/Limpieza SA · Vigilancia SA .*De 5 personas.*Todas mis empresas/);
      expect(wordsOf((await visitor.get(`/supplier?supplier=${guards}`)).html)).toContain('De 2 personas');
      await app.work.run(() =>
        app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${gil} AND supplier_id = ${guards}`),
      );
    });

    it('let go of whoever moves to another supplier, on that day', async () => {
      await moves(cleaners[0]!, guards, toCalendarDate('2027-03-03'));
      expect(namesIn((await (await as(gil)).get('/supplier')).html)).toContain('Nombre 0 Apellido 00');
      app.clock.stopAt(toInstant('2027-03-03T14:00:00Z'));
      expect(namesIn((await (await as(gil)).get('/supplier')).html)).not.toContain('Nombre 0 Apellido 00');
      expect((await (await as(gil)).get(`/supplier/people/${cleaners[0]!}`)).status).toBe(404);
      expect((await (await as(world.fay)).get(`/supplier/people/${cleaners[0]!}`)).status).toBe(200);
      const before = wordsOf((await (await as(world.ada)).get('/coverage/people?on=2027-03-02&supplier=' + world.supplier)).html);
      expect(before).toContain('Apellido 00, Nombre 0');
    });

    it('ask the same number of queries for 3 people and for 300', async () => {
      const visitor = await as(gil);
      const queries = () => queriesOf(app, () => visitor.get('/supplier'));
      const few = await queries();
      await hire(app, 300, { team: world.shop, manager: null, supplier: world.supplier, prefix: 'Q' });
      await app.get(ProgrammeService).reconcile(app.get(Contexts).system('test'));
      expect(await queries()).toBe(few);
      expect(few).toBeLessThanOrEqual(6);
    });

    it('end with the role, and with the company the coordinator works for', async () => {
      await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${gil}`));
      expect((await (await as(gil)).get('/supplier')).status).toBe(404);
    });
  });

  async function moves(personId: PersonId, supplierId: SupplierId, on: CalendarDate): Promise<void> {
    await app.work.run(async () => {
      const [now] = await app.db.rows<Record<string, unknown>>(sql`SELECT * FROM engagement WHERE person_id = ${personId}`);
      await app.db.execute(sql`UPDATE engagement SET until_on = ${on} WHERE person_id = ${personId}`);
      await app.db.insert('engagement', [{ ...now, id: newId(), supplierId, fromOn: on, untilOn: null }]);
    });
    await mark(app, personId, {});
  }
});
