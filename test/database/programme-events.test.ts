import fc from 'fast-check';
import { addDays, type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { AbsencesService, RosterFollowers } from '#modules/people';
import { ExemptionsService, ExtensionsService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { type ProgrammeWorld, startProgramme, value } from './programme-world';

const OPENS = toCalendarDate('2027-03-01');

interface Event {
  readonly assignmentId: string;
  readonly number: number;
  readonly kind: string;
  readonly cause: string;
  readonly byId: PersonId | null;
  readonly dueOn: CalendarDate;
  readonly dueReason: string;
  readonly absenceDays: number;
  readonly extensionDays: number;
  readonly leftOn: CalendarDate | null;
}

describe('what became of an assignment', () => {
  let it_: ProgrammeWorld;
  let roundId: RoundId;
  beforeAll(async () => {
    it_ = await startProgramme();
    roundId = value(await it_.programme.openRound(it_.system(), '2027-1')).id;
  });
  afterAll(() => it_.app.close());

  const events = (): Promise<Event[]> => it_.app.db.rows<Event>(sql`SELECT * FROM assignment_event ORDER BY assignment_id, number`);
  const eventsOf = (personId: PersonId): Promise<Event[]> =>
    it_.app.db.rows<Event>(
      sql`SELECT v.* FROM assignment_event v JOIN assignment a ON a.id = v.assignment_id WHERE a.person_id = ${personId} ORDER BY v.number`,
    );

  it('begins with the opening, for each person of the round', async () => {
    const all = await events();
    expect(all).toHaveLength(5);
    for (const event of all)
      expect(event).toMatchObject({ number: 1, kind: 'assigned', cause: 'opening', byId: null, dueOn: '2027-04-12' });
  });

  it('says what moved a date, in which order and at whose word', async () => {
    const { app, world } = it_;
    const ada = it_.by(world.ada);
    const absence = value(
      await app.get(AbsencesService).record(ada, world.chi, { kind: 'leave', fromOn: OPENS, untilOn: addDays(OPENS, 10) }),
    );
    const asked = value(await app.get(ExtensionsService).ask(it_.by(world.chi), roundId, ''));
    value(await app.get(ExtensionsService).decide(it_.by(world.ben), asked, true));
    value(await app.get(AbsencesService).cancel(ada, absence));
    expect(await eventsOf(world.chi)).toMatchObject([
      { kind: 'assigned', dueOn: '2027-04-12' },
      { kind: 'amended', cause: 'roster', byId: world.ada, dueOn: '2027-04-22', absenceDays: 10 },
      { kind: 'amended', cause: 'extension', byId: world.ben, dueOn: '2027-05-06', absenceDays: 10, extensionDays: 14 },
      { kind: 'amended', cause: 'roster', byId: world.ada, dueOn: '2027-04-26', absenceDays: 0, extensionDays: 14 },
    ]);
  });

  it('tells of a leaver whom only the clock saw go', async () => {
    const { world } = it_;
    it_.on('2027-04-01');
    await it_.programme.reconcile(it_.system());
    expect((await eventsOf(world.dora)).at(-1)).toMatchObject({ kind: 'amended', cause: 'clock', byId: null, leftOn: '2027-04-01' });
  });

  it('ends with the assignment as it is, after any history', async () => {
    const { app, world } = it_;
    const absences = app.get(AbsencesService);
    const exemptions = app.get(ExemptionsService);
    const extensions = app.get(ExtensionsService);
    const people = [world.ben, world.chi, world.dora, world.fay];
    const anyStep = fc.record({
      what: fc.constantFrom('away', 'back', 'exempt', 'due', 'longer', 'gone', 'here', 'never', 'day'),
      who: fc.integer({ min: 0, max: 3 }),
      days: fc.integer({ min: 1, max: 30 }),
    });
    let today = toCalendarDate('2027-04-02');

    const step = async (what: string, personId: PersonId, days: number): Promise<void> => {
      const ada = it_.by(world.ada);
      const until = addDays(today, days);
      switch (what) {
        case 'away':
          await absences.record(ada, personId, { kind: 'sickness', fromOn: today, untilOn: until });
          return;
        case 'back':
          for (const { id } of await absences.of(personId)) await absences.cancel(ada, id);
          return;
        case 'exempt':
          await exemptions.grant(ada, personId, roundId, { reasonCode: 'other', evidence: 'Carta 12', fromOn: today, untilOn: until });
          return;
        case 'due':
          for (const { id } of await exemptions.of(personId, roundId)) await exemptions.revoke(ada, id);
          return;
        case 'longer': {
          const asked = await extensions.ask(it_.by(personId), roundId, '');
          if (asked.ok) await extensions.decide(ada, asked.value, days % 2 === 0);
          return;
        }
        case 'day':
          today = addDays(today, 1);
          it_.on(today);
          await it_.programme.reconcile(it_.system());
          return;
        default:
          await app.work.run(async () => {
            if (what === 'never') await app.db.execute(sql`DELETE FROM engagement WHERE person_id = ${personId}`);
            if (what === 'gone')
              await app.db.execute(
                sql`UPDATE engagement SET until_on = ${today} WHERE person_id = ${personId} AND until_on IS NULL AND from_on < ${today}`,
              );
            if (what === 'here') await app.db.insert('engagement', [{ ...ENGAGED, id: newId(), personId, fromOn: today }]);
            await app.get(RosterFollowers).tell(ada, [personId]);
          });
      }
    };

    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
        for (const { what, who, days } of steps) await step(what, people[who]!, days);
        const all = await events();
        const newest = new Map(all.map((event) => [event.assignmentId, event]));
        const stored = await app.db.rows<{ id: string }>(
          sql`SELECT id, due_on, due_reason, absence_days, extension_days, left_on FROM assignment`,
        );
        for (const { id, ...assignment } of stored) expect(newest.get(id)).toMatchObject(assignment);
        expect(newest.size).toBe(stored.length);
        for (const { id } of stored) {
          const own = all.filter(({ assignmentId }) => assignmentId === id);
          expect(own.map(({ number }) => number)).toEqual(own.map((_, n) => n + 1));
          // No event says what the one before it had said.
          own.slice(1).forEach((event, n) => expect(told(event)).not.toEqual(told(own[n]!)));
        }
      }),
      { numRuns: 20 },
    );
  });
});

const told = ({ dueOn, dueReason, absenceDays, extensionDays, leftOn }: Event) => [dueOn, dueReason, absenceDays, extensionDays, leftOn];

const ENGAGED = { kind: 'staff', supplierId: null, teamId: null, siteId: null, jobTitle: null, managerId: null, untilOn: null };
