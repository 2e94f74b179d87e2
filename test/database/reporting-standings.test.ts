import fc from 'fast-check';
import { addDays, type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { type Instant, toInstant } from '#kernel/instant';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { CompletionRowsReadModel } from '../../src/modules/reporting/data/completion-rows.read-model';
import { CoverageReadModel } from '../../src/modules/reporting/data/coverage.read-model';
import { RoundsInReports } from '../../src/modules/reporting/data/rounds.read-model';
import { dayOf } from '../../src/modules/reporting/domain/round-day';
import { tallyOf } from '../../src/modules/reporting/domain/tally';
import { comingAfter, rosterOf } from '../../src/modules/programme/domain/assignment';
import { type LedgerAssignment, ledgerOf } from '../../src/modules/programme/domain/ledger';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { anyCircumstances, circumstancesOf, storeCircumstances } from './any-circumstances';

const ZONE = 'America/Lima';
const OPENS = toCalendarDate('2027-02-01');
const DUE = toCalendarDate('2027-03-15');
const PEOPLE = 8;

/** One person's random past: spans that may overlap, be empty or lie elsewhere, an assignment or none, absences and exemptions. */
const anyPerson = fc.record({
  spans: fc.array(fc.record({ from: fc.integer({ min: -40, max: 70 }), days: fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }) }), {
    maxLength: 3,
  }),
  assignment: fc.option(
    fc.record({
      due: fc.integer({ min: 30, max: 70 }),
      started: fc.option(fc.integer({ min: 0, max: 70 }), { nil: null }),
      completed: fc.option(fc.integer({ min: 0, max: 70 }), { nil: null }),
      left: fc.option(fc.integer({ min: 0, max: 70 }), { nil: null }),
    }),
    { nil: null, freq: 6 },
  ),
  circumstances: anyCircumstances,
});
const anyCase = fc.record({
  kind: fc.constantFrom('company' as const, 'company' as const, 'welcome' as const),
  people: fc.array(anyPerson, { minLength: PEOPLE, maxLength: PEOPLE }),
  on: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 4 })),
});

describe('where people stand, as the database counts it', () => {
  let app: TestApp;
  let roundId: RoundId;
  let ids: PersonId[];

  beforeAll(async () => {
    app = await startApp();
    app.clock.stopAt(toInstant('2027-06-01T12:00:00Z'));
    app.clock.zone = ZONE;
    roundId = newId<'round'>();
    ids = Array.from({ length: PEOPLE }, () => newId<'person'>());
    await app.work.run(async () => {
      await app.db.insert('person', ids.map(personRow));
      await app.db.insert('round', [roundRow(roundId)]);
    });
  });
  afterAll(() => app.close());

  it('is what the pure rule says, for any roster, any circumstances, any assignments and any day, of the welcome too', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ kind, people, on }) => {
        const spans = people.flatMap((person, n) =>
          person.spans.map(({ from, days }) => ({
            personId: ids[n]!,
            fromOn: addDays(OPENS, from),
            untilOn: days === null ? null : addDays(OPENS, from + days),
          })),
        );
        const assignments = people.flatMap(({ assignment }, n) =>
          assignment === null ? [] : [{ personId: ids[n]!, ...datesOf(assignment) }],
        );
        await store(app, roundId, spans, assignments);
        await app.work.run(async () => {
          await app.db.update('round', roundId, { kind });
          await storeCircumstances(app, roundId, OPENS, new Map(people.map(({ circumstances }, n) => [ids[n]!, circumstances])));
        });

        const asked = addDays(OPENS, on);
        const round = (await app.get(RoundsInReports).all())[0]!;
        const day = dayOf(round, app.clock.today(), ZONE, asked)!;
        const circumstances = new Map(people.map((person, n) => [ids[n]!, circumstancesOf(person.circumstances, OPENS, day.endsAt)]));
        const expected = ledgerOf(
          { dueOn: DUE },
          rosterOf({ kind, opensOn: OPENS }, spans, asked, circumstances),
          assignments,
          { on: asked, endsAt: day.endsAt },
          comingAfter(spans, asked),
        );

        for (const by of ['team', 'supplier', 'kind'] as const) {
          const tally = tallyOf(await app.get(CoverageReadModel).groups(day, by));
          expect(tally).toMatchObject(expected.counts);
        }
        const { people: listed } = await app
          .get(CoverageReadModel)
          .people(day, { place: null, team: null, supplier: null, site: null, kind: null, search: '' }, { size: 100, number: 1 });
        for (const [standing, who] of Object.entries(expected.people))
          expect(
            listed
              .filter(({ place }) => place === standing)
              .map(({ id }) => id)
              .sort(),
          ).toEqual([...who].sort());
        const unaccounted = await app.get(CoverageReadModel).unaccounted(day);
        expect(unaccounted.map(({ id }) => id).sort()).toEqual([...expected.unaccounted].sort());

        // The day that reports speak of is the day of the programme's own ledger.
        expect(await app.get(ProgrammeService).ledger(roundId, asked)).toMatchObject({ asOf: day.on, ...expected.counts });
        const rows = [];
        for await (const page of app.get(CompletionRowsReadModel).pages(day, { whose: null, filter: null })) rows.push(...page);
        expect(rows.map(({ place }) => place).sort()).toEqual(listed.map(({ place }) => place).sort());
      }),
      { numRuns: 80 },
    );
  });
});

const personRow = (id: PersonId, n: number) => ({
  id,
  personCode: `P${n}`,
  codeKey: `P${n}`,
  givenName: `Nombre ${n}`,
  familyName: 'Apellido',
  email: null,
  phone: null,
  nationalId: null,
  language: 'es',
  searchKey: `nombre ${n}`,
  createdAt: MONDAY,
});

const roundRow = (id: RoundId) => ({
  id,
  code: '2027-1',
  unit: '01-any',
  editionId: null,
  kind: 'company',
  opensOn: OPENS,
  dueOn: DUE,
  closesOn: addDays(DUE, 120),
  gapMonths: null,
  reason: '[]',
  proposedAt: MONDAY,
  approvedAt: MONDAY,
  approvedBy: null,
  overrideReason: null,
  overrideBy: null,
  openedAt: toInstant('2027-02-01T14:00:00Z'),
  openedBy: null,
  closedAt: null,
  ledger: null,
});

/** Moments near midnight in Lima, where a day of the zone and a day of UTC differ. */
const late = (on: CalendarDate): Instant => toInstant(`${addDays(on, 1)}T04:59:59Z`);

function datesOf(random: {
  due: number;
  started: number | null;
  completed: number | null;
  left: number | null;
}): Omit<LedgerAssignment, 'personId'> {
  const at = (days: number | null): Instant | null => (days === null ? null : late(addDays(OPENS, days)));
  return {
    dueOn: addDays(OPENS, random.due),
    startedAt: at(random.started),
    completedAt: at(random.completed),
    leftOn: random.left === null ? null : addDays(OPENS, random.left),
  };
}

async function store(
  { db, work }: TestApp,
  roundId: RoundId,
  spans: readonly { personId: PersonId; fromOn: CalendarDate; untilOn: CalendarDate | null }[],
  assignments: readonly LedgerAssignment[],
): Promise<void> {
  await work.run(async () => {
    await db.execute(sql`DELETE FROM engagement`);
    await db.execute(sql`DELETE FROM assignment`);
    const nowhere = { kind: 'staff', supplierId: null, teamId: null, siteId: null, jobTitle: null, managerId: null };
    await db.insert(
      'engagement',
      spans.map((span) => ({ id: newId(), ...nowhere, ...span })),
    );
    await db.insert(
      'assignment',
      assignments.map((assignment) => ({
        id: newId(),
        roundId,
        dueReason: 'round',
        absenceDays: 0,
        extensionDays: 0,
        assignedAt: MONDAY,
        ...assignment,
      })),
    );
  });
}
