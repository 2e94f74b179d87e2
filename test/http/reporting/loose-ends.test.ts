import { toCalendarDate as day } from '#kernel/calendar-date';
import { newId, type PersonId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { AbsencesService } from '#modules/people';
import { ExemptionsService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { openRound, type OpenedRound } from '../../support/learning';
import { queriesOf } from '../../support/queries';
import { createWorld, signedIn, type World } from '../../support/world';
import { hire, wordsOf } from './company';

describe('the loose ends', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  const words = async (reader: PersonId, path = '/loose-ends'): Promise<string> =>
    wordsOf((await (await signedIn(app, reader)).get(path)).html);

  beforeAll(async () => {
    app = await startApp();
    // The post waits: what was said is forgotten once it is delivered.
    jest.spyOn(app.get(JobRunner), 'soon').mockReturnValue(undefined);
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  it('are for HR and for managers', async () => {
    for (const reader of [world.chi, world.fay]) {
      const visitor = await signedIn(app, reader);
      expect((await visitor.get('/loose-ends')).status).toBe(404);
      expect((await visitor.post('/loose-ends/reminders', { group: 'not-started' })).status).toBe(404);
    }
    const ben = await signedIn(app, world.ben);
    expect((await ben.get('/loose-ends')).status).toBe(200);
    expect((await ben.post('/loose-ends/diplomas')).status).toBe(404);
    expect((await ben.post('/loose-ends/reminders', { group: 'everybody' })).status).toBe(404);
  });

  it('name each group with its number, its first five and one action: HR’s of the company, a manager’s of the own line', async () => {
    round = await openRound(app, world);
    const company = await words(world.ada);
    expect(company).toContain('5 personas no han empezado la ronda');
    expect(company).toContain('5 personas todavía no han entrado nunca');
    expect(company).toContain('1 proveedor no tiene coordinación');
    const ada = await signedIn(app, world.ada);
    expect((await ada.get('/loose-ends')).html.replaceAll('&#x3D;', '=')).toContain('href="/slips?team=all"');
    expect((await ada.get('/slips?team=all')).html).toMatch(/value="all"[^>]*checked/);
    expect((await ada.get('/slips')).html).not.toMatch(/value="all"[^>]*checked/);
    expect(company).toContain('Limpieza SA');
    const own = await words(world.ben);
    expect(own).toContain('2 personas no han empezado la ronda');
    expect(own).not.toMatch(/Fay|proveedor no tiene/);
  });

  it('see who failed three times, who is back soon, and who has completed without a diploma', async () => {
    const assignmentId = await round.assignmentOf(world.chi);
    const attempt = (number: number, score: number) => ({
      id: newId(),
      assignmentId,
      number,
      items: '[]',
      passMark: 8,
      total: 10,
      startedAt: MONDAY,
      submittedAt: MONDAY,
      score,
    });
    await app.work.run(() => app.db.insert('attempt', [attempt(1, 3), attempt(2, 5)]));
    expect(await words(world.ben)).not.toContain('tres intentos');
    await app.work.run(() => app.db.insert('attempt', [attempt(3, 7)]));
    expect(await words(world.ben)).toMatch(/1 persona no ha aprobado en tres intentos .* Chi Chávez/);

    const ctx = app.get(Contexts).system('test');
    await app.get(AbsencesService).record(ctx, world.dora, { kind: 'leave', fromOn: day('2027-03-01'), untilOn: day('2027-03-10') });
    const own = await words(world.ben);
    expect(own).toMatch(/1 persona vuelve pronto de su ausencia .* Dora Duarte vuelve el 10 mar 2027/);
    expect(own).toContain('1 persona no ha empezado la ronda');

    const completion = {
      id: newId(),
      assignmentId,
      personId: world.chi,
      roundId: round.roundId,
      editionId: round.edition.id,
      score: 9,
      total: 10,
    };
    await app.work.run(() => app.db.insert('completion', [{ ...completion, completedAt: '2027-03-01T00:00:00.000Z' }]));
    expect(await words(world.ada)).toMatch(/1 persona terminó y no tiene su diploma .* Emitir ahora los diplomas/);
    const asked = await (await signedIn(app, world.ada)).post('/loose-ends/diplomas');
    expect(asked).toMatchObject({ status: 303, to: '/loose-ends' });
    // Nobody is left: the second press asks for nothing.
    await app.work.run(() => app.db.execute(sql`UPDATE completion SET completed_at = ${MONDAY} WHERE completed_at < ${MONDAY}`));
    const ada = await signedIn(app, world.ada);
    await ada.post('/loose-ends/diplomas');
    expect((await ada.get('/loose-ends')).html).toMatch(/flash-note[\s\S]*Ya no falta ningún diploma/);
    expect(await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'job.asked-for'`)).toHaveLength(1);
  });

  it('reminds a whole group, and says who needs paper', async () => {
    const ben = await signedIn(app, world.ben);
    expect(await ben.post('/loose-ends/reminders', { group: 'not-started' })).toMatchObject({ status: 303, to: '/loose-ends' });
    // Nobody of other lines: one is whom the page has named.
    expect(wordsOf((await ben.get('/loose-ends')).html)).toContain('A 1 persona no se le puede escribir');
  });

  it('tell whoever’s exemption ends when it counts again, once for each end, a manager only the own line', async () => {
    const ctx = app.get(Contexts).system('test');
    const until = async (person: PersonId, untilOn: string) =>
      app.get(ExemptionsService).grant(ctx, person, round.roundId, {
        reasonCode: 'health',
        evidence: 'Carta 12',
        fromOn: day('2027-03-01'),
        untilOn: day(untilOn),
      });
    expect((await until(world.chi, '2027-03-08')).ok).toBe(true);
    expect((await until(world.fay, '2027-03-08')).ok).toBe(true);
    await app.work.run(async () => {
      await app.db.execute(sql`UPDATE assignment SET completed_at = NULL WHERE person_id = ${world.chi}`);
      await app.db.execute(sql`UPDATE person SET email = 'chi@example.com' WHERE id = ${world.chi}`);
      await app.db.execute(sql`UPDATE person SET phone = '987654321' WHERE id = ${world.fay}`);
      await app.db.insert(
        'credential',
        [world.chi, world.fay].map((id) => ({ id, passwordHash: 'x', pinHash: null, failures: 0, lockedUntil: null, changedAt: MONDAY })),
      );
    });
    const ben = await signedIn(app, world.ben);
    expect(wordsOf((await ben.get('/loose-ends')).html)).toMatch(
      /1 exención termina pronto .* Chi Chávez desde el 8 mar 2027 cuenta otra vez Avisarle/,
    );
    await ben.post('/loose-ends/reminders', { group: 'exemption-ending' });
    expect(wordsOf((await ben.get('/loose-ends')).html)).toContain('Se avisó a 1 persona.');
    const [mail] = await app.db.rows<{ recipient: string; subject: string; text: string }>(
      sql`SELECT recipient, subject, text FROM mail_outbox WHERE unique_key LIKE 'exemption-ending:%'`,
    );
    expect(mail).toMatchObject({ recipient: 'chi@example.com', subject: 'Su exención termina pronto: «Mi trabajo es el cliente»' });
    expect(mail?.text).toMatch(
      /cuenta otra vez para usted desde el lunes, 8 de marzo de 2027\.[\s\S]*hasta el lunes, 12 de abril de 2027\./,
    );
    expect(await app.db.rows(sql`SELECT id FROM sms_outbox`)).toEqual([]);
    expect(wordsOf((await (await signedIn(app, world.ada)).get(`/people/${world.chi}/why`)).html)).toContain(
      'Se le avisó de que su exención de la ronda 2027-1 termina pronto.',
    );

    // HR presses for everybody: Chi knows already, Fay has a phone and reads English.
    const ada = await signedIn(app, world.ada);
    await ada.post('/loose-ends/reminders', { group: 'exemption-ending' });
    expect(wordsOf((await ada.get('/loose-ends')).html)).toContain('Se avisó a 1 persona. 1 persona ya lo sabía');
    expect(await app.db.rows(sql`SELECT recipient, text FROM sms_outbox`)).toEqual([
      {
        recipient: '+51987654321',
        text: expect.stringMatching(/your exemption from “.+” ends; it counts again from 8 Mar 2027\. Due: 12 Apr 2027\./) as string,
      },
    ]);
    await ada.post('/loose-ends/reminders', { group: 'exemption-ending' });
    app.clock.stopAt(toInstant('2027-03-02T14:00:00Z'));
    await (await signedIn(app, world.ada)).post('/loose-ends/reminders', { group: 'exemption-ending' });
    expect(await app.db.rows(sql`SELECT id FROM notice WHERE template = 'exemption-ending'`)).toHaveLength(2);

    // Another end, for somebody whose due date has gone by: nothing is called due that was.
    await app.work.run(async () => {
      await app.db.execute(sql`UPDATE exemption SET until_on = '2027-03-09' WHERE person_id = ${world.fay}`);
      await app.db.execute(sql`UPDATE assignment SET due_on = '2027-02-20' WHERE person_id = ${world.fay}`);
    });
    await (await signedIn(app, world.ada)).post('/loose-ends/reminders', { group: 'exemption-ending' });
    const texts = await app.db.rows<{ text: string }>(sql`SELECT text FROM sms_outbox ORDER BY id`);
    expect(texts.at(-1)?.text).toMatch(/counts again from 9 Mar 2027\. It was due on 20 Feb 2027; you still can\./);
    await app.work.run(() => app.db.execute(sql`UPDATE assignment SET due_on = '2027-04-12' WHERE person_id = ${world.fay}`));
    app.clock.stopAt(MONDAY);
  });

  it('leave whoever is away in peace and tell their managers who is back when, once', async () => {
    const ben = await signedIn(app, world.ben);
    expect((await ben.get('/loose-ends')).html).toContain('Dora Duarte');
    expect((await ben.get('/loose-ends')).html).not.toContain('value="absence-ending"');
    expect((await ben.post('/loose-ends/reminders', { group: 'absence-ending' })).status).toBe(404);
    const ctx = app.get(Contexts).system('test');
    await app.get(AbsencesService).record(ctx, world.fay, { kind: 'sickness', fromOn: day('2027-03-01'), untilOn: day('2027-03-06') });
    // The standing round for joiners begins after the company's: messages still count for the company's.
    const [company] = await app.db.rows<{ id: string }>(sql`SELECT * FROM round WHERE id = ${round.roundId}`);
    const welcome = { ...company, id: newId(), kind: 'welcome', code: '0', openedAt: toInstant('2027-03-01T15:00:00Z') };
    await app.work.run(() => app.db.insert('round', [welcome]));
    const ada = await signedIn(app, world.ada);
    const press = async (): Promise<string> => {
      await ada.post('/loose-ends/reminders', { group: 'absence-ending' });
      return wordsOf((await ada.get('/loose-ends')).html);
    };
    expect(await press()).toContain('Se avisó a 1 jefe. 1 persona no tiene jefe en la lista: salúdela usted.');
    expect(await press()).toContain('No se envió ningún aviso. 1 jefe ya lo sabía.');
    await ada.post('/loose-ends/reminders', { group: 'absence-ending' });
    expect((await ada.get('/loose-ends')).html).toContain('class="flash flash-note" role="status"');
    const mails = await app.db.rows<{ recipient: string; text: string }>(
      sql`SELECT recipient, text FROM mail_outbox WHERE unique_key LIKE 'returns:%'`,
    );
    await app.work.run(() => app.db.execute(sql`DELETE FROM round WHERE id = ${welcome.id}`));
    expect(await app.db.rows(sql`SELECT DISTINCT round_id FROM notice WHERE template = 'returns'`)).toEqual([{ roundId: round.roundId }]);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      recipient: 'ben@example.com',
      text: expect.stringContaining('- Dora Duarte: miércoles, 10 de marzo de 2027') as string,
    });
    expect(mails[0]?.text).not.toMatch(/Fay|enferm|vacaciones/);
    // Back later after all: the manager hears of the new day. Away again at once: nobody is back.
    const again = await app
      .get(AbsencesService)
      .record(ctx, world.dora, { kind: 'leave', fromOn: day('2027-03-10'), untilOn: day('2027-03-12') });
    expect(again.ok).toBe(true);
    // Chi goes too: of the two, Ben hears of whom he has not heard.
    const chiAway = await app
      .get(AbsencesService)
      .record(ctx, world.chi, { kind: 'leave', fromOn: day('2027-03-01'), untilOn: day('2027-03-08') });
    if (!chiAway.ok) throw new Error(chiAway.refusal);
    expect(await words(world.ben)).toMatch(/2 personas vuelven pronto .* Dora Duarte vuelve el 12 mar 2027/);
    expect(await press()).toContain('Se avisó a 1 jefe.');
    const later = async (): Promise<string> =>
      (await app.db.rows<{ text: string }>(sql`SELECT text FROM mail_outbox WHERE unique_key LIKE 'returns:%' ORDER BY id`)).at(-1)!.text;
    expect(await later()).toMatch(/Chi Chávez: lunes, 8 de marzo[\s\S]*Dora Duarte: viernes, 12 de marzo/);
    const move = (untilOn: string) =>
      app.get(AbsencesService).change(ctx, chiAway.value, { kind: 'leave', fromOn: day('2027-03-01'), untilOn: day(untilOn) });
    await move('2027-03-09');
    expect(await press()).toContain('Se avisó a 1 jefe.');
    expect(await later()).toContain('Chi Chávez: martes, 9 de marzo');
    expect(await later()).not.toContain('Dora');
    // Four are help, more are noise, whatever they are about: the fourth goes, the fifth does not.
    await move('2027-03-10');
    expect(await press()).toContain('Se avisó a 1 jefe.');
    await move('2027-03-11');
    expect(await press()).toContain('1 jefe ya recibió todos los mensajes que caben en esta ronda: dígaselo usted.');
    expect(await app.db.rows(sql`SELECT id FROM notice WHERE template = 'returns' AND person_id = ${world.ben}`)).toHaveLength(4);
    await app.get(AbsencesService).cancel(ctx, chiAway.value);
    await app.get(AbsencesService).record(ctx, world.dora, { kind: 'other', fromOn: day('2027-03-12'), untilOn: day('2027-03-13') });
    expect(await words(world.ben)).toMatch(/1 persona vuelve pronto .* Dora Duarte vuelve el 13 mar 2027/);
  });

  it('asks the database as often for many as for few, and turns pages of one group', async () => {
    const ada = await signedIn(app, world.ada);
    const count = () => queriesOf(app, () => ada.get('/loose-ends'));
    const few = await count();
    await hire(app, 80, { team: world.shop, manager: world.ben, supplier: world.supplier, prefix: 'L' });
    expect(await count()).toBe(few);
    const group = await words(world.ada, '/loose-ends?show=not-activated&page=2');
    expect(group).toContain('83 personas todavía no han entrado nunca');
    expect(group).toContain('Página 2 de 2');
  });

  it('are none when nothing waits', async () => {
    const quiet = await startApp();
    const people = await createWorld(quiet);
    await quiet.work.run(() =>
      quiet.db.insert(
        'credential',
        [people.chi, people.dora].map((id) => ({
          id,
          passwordHash: 'x',
          pinHash: null,
          failures: 0,
          lockedUntil: null,
          changedAt: MONDAY,
        })),
      ),
    );
    const page = await (await signedIn(quiet, people.ben)).get('/loose-ends');
    expect(wordsOf(page.html)).toContain('No queda ningún cabo suelto');
    await quiet.close();
  });
});
