import { addDays } from '#kernel/calendar-date';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { RemindersService } from '#modules/notifications';
import { AbsencesService } from '#modules/people';
import { ExemptionsService, ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import { coordinates, createWorld, signedIn, type World } from '../../support/world';
import { hire, mark, wordsOf } from '../reporting/company';

describe('reminding those who are left', () => {
  let app: TestApp;
  let world: World;
  let roundId: RoundId;
  let more: PersonId[];
  const ctx = () => app.get(Contexts).system('test');
  const mails = () =>
    app.db.rows<{ recipient: string; subject: string; text: string }>(
      sql`SELECT recipient, subject, text FROM mail_outbox ORDER BY queued_at, recipient`,
    );
  const texts = () =>
    app.db.rows<{ recipient: string; text: string }>(sql`SELECT recipient, text FROM sms_outbox ORDER BY queued_at, recipient`);
  const remind = async (path = '/team/reminders', person = world.ben): Promise<string> => {
    const visitor = await signedIn(app, person);
    const answer = await visitor.post(path);
    expect(answer.status).toBe(303);
    return wordsOf((await visitor.get(answer.to ?? '')).html);
  };
  const onDay = (day: string): void => app.clock.stopAt(toInstant(`${day}T14:00:00Z`));

  beforeAll(async () => {
    app = await startApp();
    // The post waits: what was said is forgotten once it is delivered.
    jest.spyOn(app.get(JobRunner), 'soon').mockReturnValue(undefined);
    world = await createWorld(app);
    more = await hire(app, 3, { team: world.shop, manager: world.ben, supplier: world.supplier, prefix: 'R' });
    await app.work.run(async () => {
      await app.db.execute(sql`UPDATE person SET email = 'chi@example.com', language = 'en' WHERE id = ${world.chi}`);
      await app.db.execute(sql`UPDATE person SET phone = '999 888 777' WHERE id = ${world.dora}`);
    });
  });
  afterAll(() => app.close());

  it('is not there before a round is open', async () => {
    expect((await (await signedIn(app, world.ben)).post('/team/reminders')).status).toBe(404);
  });

  it('tells by mail or text message, in the language of each, and says who needs paper', async () => {
    ({ roundId } = await openRound(app, world));
    await givePins([world.chi, world.dora, more[0]!]);
    // Of five, two can be written to; one has neither address, two cannot come in yet.
    expect(await remind()).toContain(
      'Se enviaron 2 recordatorios. A 3 personas no se les puede escribir o todavía no tienen acceso: imprima sus papeles.',
    );
    const [mail] = await mails();
    expect(mail).toMatchObject({ recipient: 'chi@example.com', subject: expect.stringMatching(/^Still to finish: “.+”$/) as string });
    expect(mail?.text).toMatch(/Hello Chi,[\s\S]*You have until Monday, 12 April 2027\.[\s\S]*http:\/\/cadencia\.test\/my/);
    expect(await texts()).toEqual([
      {
        recipient: '+51999888777',
        text: 'Andina de Servicios: le falta terminar «Mi trabajo es el cliente». Plazo: 12 abr 2027. Entre en http://cadencia.test/my',
      },
    ]);
  });

  it('is done once a day, whoever presses', async () => {
    await coordinates(app, world.fay, world.supplier);
    expect(await remind('/supplier/reminders', world.fay)).toContain('No reminder was sent. 1 person had one today already');
    expect(await remind(`/team/reminders?manager=${world.ben}`, world.ada)).toContain('2 personas ya lo habían recibido hoy');
    expect([(await mails()).length, (await texts()).length]).toEqual([1, 1]);
  });

  it('looks again at the moment of sending', async () => {
    onDay('2027-03-02');
    await app
      .get(AbsencesService)
      .record(ctx(), world.dora, { kind: 'leave', fromOn: app.clock.today(), untilOn: addDays(app.clock.today(), 5) });
    await mark(app, world.chi, { completed: true });
    const service = app.get(RemindersService);
    expect(await service.remind(ctx(), [world.chi, world.dora, world.emil, newId()], roundId)).toMatchObject({
      sent: 0,
      today: 0,
      withoutAccess: 0,
    });
    await mark(app, world.chi, { started: true });
    const exempted = await app.get(ExemptionsService).grant({ ...ctx() }, world.chi, roundId, {
      reasonCode: 'health',
      evidence: 'Carta 12',
      fromOn: app.clock.today(),
      untilOn: addDays(app.clock.today(), 1),
    });
    expect(exempted.ok).toBe(true);
    expect(await service.remind(ctx(), [world.chi], roundId)).toMatchObject({ sent: 0, enough: 0 });
  });

  it('says so when the date has passed, and stops after four', async () => {
    await app.work.run(() => app.db.execute(sql`UPDATE assignment SET due_on = '2027-03-05' WHERE person_id = ${world.chi}`));
    for (const day of ['2027-03-08', '2027-03-09', '2027-03-10']) {
      onDay(day);
      await remind();
    }
    expect((await mails()).map(({ text }) => /It was due on Friday, 5 March/.test(text))).toEqual([false, true, true, true]);
    onDay('2027-03-11');
    expect(await remind()).toContain('ya recibieron todos los de esta ronda');
    expect((await mails()).length).toBe(4);
    const kept = await app.db.rows(sql`SELECT step FROM notice WHERE person_id = ${world.chi} ORDER BY step`);
    expect(kept).toEqual([{ step: 1 }, { step: 2 }, { step: 3 }, { step: 4 }]);
    const lines = await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'person.reminded' AND subject_id = ${world.chi}`);
    expect(lines).toHaveLength(4);
  });

  it('sends one message when two press at the same moment', async () => {
    onDay('2027-03-12');
    await app.work.run(() => app.db.execute(sql`DELETE FROM notice`));
    const both = await Promise.all([1, 2].map(() => app.get(RemindersService).remind(ctx(), [world.chi], roundId)));
    expect(both.map(({ sent }) => sent).sort()).toEqual([0, 1]);
  });

  it('ends with the round', async () => {
    expect((await app.get(ProgrammeService).closeRound(ctx(), roundId)).ok).toBe(true);
    const ben = await signedIn(app, world.ben);
    expect((await ben.get('/team')).html).not.toContain('/team/reminders');
    // From a page that showed the button until now.
    expect((await ben.post('/team/reminders')).to).toBe('/team');
    expect((await ben.get('/team')).html).toMatch(/flash-note[\s\S]*La ronda ya se cerró: no se envió ningún recordatorio/);
    expect(await app.get(RemindersService).remind(ctx(), [world.chi], roundId)).toMatchObject({ sent: 0 });
  });

  async function givePins(people: readonly PersonId[]): Promise<void> {
    await app.work.run(() =>
      app.db.insert('credential', people.map((id) => ({ id, pinHash: 'x', passwordHash: null, failures: 0, lockedUntil: null, changedAt: MONDAY }))),
    ); // prettier-ignore
  }
});
