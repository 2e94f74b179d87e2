import fc from 'fast-check';
import { addDays, type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { startOfDay, toInstant } from '#kernel/instant';
import { MergesService, RosterFollowers } from '#modules/people';
import { ExemptionsService, STANDINGS } from '#modules/programme';
import { raw, sql } from '#platform/database/sql';
import { comingAfter, rosterOf, type Span } from '../../src/modules/programme/domain/assignment';
import { ledgerOf, type LedgerAssignment } from '../../src/modules/programme/domain/ledger';
import { CoverageReadModel } from '../../src/modules/reporting/data/coverage.read-model';
import { RoundsInReports } from '../../src/modules/reporting/data/rounds.read-model';
import { dayOf } from '../../src/modules/reporting/domain/round-day';
import { tallyOf } from '../../src/modules/reporting/domain/tally';
import { anyCircumstances, circumstancesOf, storeCircumstances } from './any-circumstances';
import { publish, startProgramme, value, type ProgrammeWorld } from './programme-world';

describe('the assignments of an open round', () => {
  let it_: ProgrammeWorld;
  let roundId: RoundId;
  beforeEach(async () => {
    it_ = await startProgramme();
    roundId = value(await it_.programme.openRound(it_.system(), '2027-1')).id;
  });
  afterEach(() => it_.app.close());

  const personOf = async (code: string): Promise<PersonId> =>
    (await it_.app.db.row<{ id: PersonId }>(sql`SELECT id FROM person WHERE person_code = ${code}`))!.id;
  const assignmentOf = async (personId: PersonId) => (await it_.assignments()).filter((assignment) => assignment.personId === personId);

  it('give a joiner the round at once, with thirty days of their own', async () => {
    it_.on('2027-03-25');
    await it_.roster('C900,Gil,García,contractor,Limpieza SA,Tienda,2027-03-25,', 'E901,Ida,Ibáñez,staff,,Tienda,2027-03-05,');
    expect(await assignmentOf(await personOf('C900'))).toMatchObject([{ dueOn: '2027-04-24', dueReason: 'joiner', leftOn: null }]);
    expect(await assignmentOf(await personOf('E901'))).toMatchObject([{ dueOn: '2027-04-12', dueReason: 'round' }]);
    expect(await it_.programme.ledger(roundId)).toMatchObject({ headcount: 7, notStarted: 6, notYetDue: 1, difference: 0 });
  });

  it('wait for somebody who starts later until that day has come', async () => {
    await it_.roster('E902,Leo,León,staff,,Tienda,2027-03-10,');
    const leo = await personOf('E902');
    expect(await assignmentOf(leo)).toEqual([]);
    it_.on('2027-03-10');
    expect(await it_.programme.ledger(roundId)).toMatchObject({ headcount: 6, difference: 1 });
    expect(await it_.programme.unaccounted(roundId)).toEqual([leo]);
    expect(await it_.programme.reconcile(it_.system())).toBe(1);
    expect(await assignmentOf(leo)).toHaveLength(1);
    expect(await it_.programme.ledger(roundId)).toMatchObject({ headcount: 6, difference: 0 });
    expect(await it_.programme.reconcile(it_.system())).toBe(0);
  });

  it('keep their dates when a file moves somebody, and the ledger adds up on each day', async () => {
    it_.on('2027-03-25');
    await it_.roster('E901,Ida,Ibáñez,staff,,Tienda,2027-03-20,');
    const ida = await personOf('E901');
    it_.on('2027-04-02');
    await it_.roster('E901,Ida,Ibáñez,staff,,Bodega,2027-03-20,');
    expect(await it_.app.db.rows(sql`SELECT from_on FROM engagement WHERE person_id = ${ida}`)).toHaveLength(2);
    await it_.programme.reconcile(it_.system());
    expect(await assignmentOf(ida)).toMatchObject([{ dueOn: '2027-04-19', dueReason: 'joiner', leftOn: null }]);
    for (const day of ['2027-03-25', '2027-04-01', '2027-04-02'])
      expect(await it_.programme.ledger(roundId, toCalendarDate(day))).toMatchObject({ headcount: 6, difference: 0 });
  });

  it('mark a leaver as left and let a returner go on where they were', async () => {
    const { programme, world } = it_;
    const [mine] = await programme.assignmentsOf(world.fay);
    await programme.recordStart(mine!.id, it_.system().now);
    it_.on('2027-03-10');
    await it_.roster('E005,Fay,Fuentes,staff,,Bodega,2025-01-01,2027-03-09');
    expect(await assignmentOf(world.fay)).toMatchObject([{ leftOn: '2027-03-10' }]);
    expect(await programme.ledger(roundId)).toMatchObject({ headcount: 5, left: 1, inProgress: 0, difference: 0 });
    it_.on('2027-03-20');
    await it_.roster('E005,Fay,Fuentes,staff,,Bodega,2027-03-20,');
    expect(await assignmentOf(world.fay)).toMatchObject([{ leftOn: null, dueOn: '2027-04-19', startedAt: mine!.assignedAt }]);
    expect(await programme.ledger(roundId)).toMatchObject({ headcount: 5, left: 0, inProgress: 1, difference: 0 });
    expect(await programme.ledger(roundId, toCalendarDate('2027-03-15'))).toMatchObject({ left: 1, inProgress: 0, difference: 0 });
  });

  it('see a contractor go whose engagement ends by itself', async () => {
    const { programme, world } = it_;
    it_.on('2027-04-01');
    expect(await programme.ledger(roundId)).toMatchObject({ headcount: 5, left: 1, difference: 0 });
    expect(await programme.reconcile(it_.system())).toBe(1);
    expect(await assignmentOf(world.dora)).toMatchObject([{ leftOn: '2027-04-01' }]);
  });

  it('follow a file at the edges of days: one day only, back on the very next day, announced and put off', async () => {
    const { programme, world } = it_;
    const night = async (on: string): Promise<void> => {
      it_.on(on);
      await programme.reconcile(it_.system());
      expect(await programme.reconcile(it_.system())).toBe(0);
    };
    const adds = async () => expect(await programme.ledger(roundId)).toMatchObject({ difference: 0 });
    await it_.roster('E952,Ana,Días,staff,,Tienda,2027-03-10,2027-03-10', 'E960,Ivo,Futuro,staff,,Tienda,2027-03-20,2027-03-25');
    const [ana, ivo] = [await personOf('E952'), await personOf('E960')];
    await night('2027-03-09');
    expect([await assignmentOf(ana), await assignmentOf(ivo)]).toEqual([[], []]);
    await night('2027-03-10');
    expect(await assignmentOf(ana)).toMatchObject([{ leftOn: null }]);
    // Sooner than announced, and then on the day that was announced after all: nobody is deleted, and nobody is astray.
    await it_.roster('E960,Ivo,Futuro,staff,,Tienda,2027-03-08,2027-03-25');
    expect(await assignmentOf(ivo)).toMatchObject([{ dueOn: '2027-04-12', leftOn: null }]);
    await it_.roster('E960,Ivo,Futuro,staff,,Tienda,2027-03-20,2027-03-25', 'E005,Fay,Fuentes,staff,,Bodega,2025-01-01,2027-03-10');
    expect(await assignmentOf(ivo)).toMatchObject([{ leftOn: '2027-03-10' }]);
    await adds();
    await night('2027-03-11');
    expect([await assignmentOf(ana), await assignmentOf(world.fay)]).toMatchObject([
      [{ leftOn: '2027-03-11' }],
      [{ leftOn: '2027-03-11' }],
    ]);
    // Without a day in between nobody has come anew.
    await it_.roster('E005,Fay,Fuentes,contractor,Limpieza SA,Bodega,2027-03-11,');
    expect(await assignmentOf(world.fay)).toMatchObject([{ leftOn: null, dueOn: '2027-04-12', dueReason: 'round' }]);
    await night('2027-03-25');
    expect(await assignmentOf(ivo)).toMatchObject([{ leftOn: null, dueOn: '2027-04-19', dueReason: 'joiner' }]);
    await night('2027-03-26');
    expect(await assignmentOf(ivo)).toMatchObject([{ leftOn: '2027-03-26' }]);
    for (const on of ['2027-03-08', '2027-03-10', '2027-03-11', '2027-03-25', '2027-03-26'])
      expect(await programme.ledger(roundId, toCalendarDate(on))).toMatchObject({ difference: 0 });
  });

  it('change with the roster or not at all', async () => {
    const { app, world } = it_;
    const stranger = newId<'person'>();
    await expect(
      app.work.run(async () => {
        await app.db.insert('engagement', [
          {
            id: newId(),
            personId: world.emil,
            kind: 'staff',
            supplierId: null,
            teamId: null,
            siteId: null,
            jobTitle: null,
            managerId: null,
            fromOn: '2027-03-01',
            untilOn: null,
          },
        ]);
        await app.get(RosterFollowers).tell(it_.system(), [world.emil, stranger]);
        expect(await app.db.rows(sql`SELECT id FROM assignment WHERE person_id = ${world.emil}`)).toHaveLength(1);
        throw new Error('the import failed');
      }),
    ).rejects.toThrow('the import failed');
    expect(await assignmentOf(world.emil)).toEqual([]);
  });

  it('follow the reasons of their own round only: who is let off one still owes the welcome as before', async () => {
    const { app, programme, world } = it_;
    await publish(app, '00-bienvenida');
    await programme.reconcile(it_.system());
    it_.on('2027-03-25');
    await it_.roster('E903,Mía,Mora,staff,,Tienda,2027-03-25,');
    const mia = await personOf('E903');
    const span = {
      reasonCode: 'health',
      evidence: 'Constancia',
      fromOn: toCalendarDate('2027-03-25'),
      untilOn: toCalendarDate('2027-05-01'),
    } as const;
    value(await app.get(ExemptionsService).grant(it_.by(world.ada), mia, roundId, span));
    const dates = Object.fromEntries((await assignmentOf(mia)).map(({ round, dueOn, dueReason }) => [round, `${dueOn} ${dueReason}`]));
    expect(dates).toEqual({ '0': '2027-04-24 joiner', '2027-1': '2027-05-31 exemption' });
    expect(await programme.reconcile(it_.system())).toBe(0);
  });

  it('add up on every day of a round that opened or closed while two were taken for one', async () => {
    const { app, programme, world } = it_;
    const merges = app.get(MergesService);
    const ada = () => it_.by(world.ada);
    await it_.roster('E910,Rosa,Quispe,staff,,Tienda,2026-01-01,', 'C911,Rosa,Quispe,contractor,Limpieza SA,Tienda,2026-01-01,');
    const [kept, lost] = [await personOf('E910'), await personOf('C911')];
    const adds = async (id: RoundId, days: readonly string[]) => {
      for (const on of [undefined, ...days.map(toCalendarDate)]) {
        const { difference, headcount } = (await programme.ledger(id, on))!;
        expect({ on, difference, unaccounted: on === undefined ? await programme.unaccounted(id) : [] }).toEqual({
          on,
          difference: 0,
          unaccounted: [],
        });
        expect(headcount).toBeGreaterThan(0);
        await reported(id, on);
      }
    };
    const reported = async (id: RoundId, on: CalendarDate | undefined) => {
      const found = (await app.get(RoundsInReports).all()).find((one) => one.id === id)!;
      const day = dayOf(found, app.clock.today(), app.clock.zone, on ?? app.clock.today())!;
      for (const by of ['team', 'kind'] as const)
        expect(tallyOf(await app.get(CoverageReadModel).groups(day, by))).toMatchObject({ difference: 0 });
    };
    it_.on('2027-03-10');
    const first = value(await merges.merge(ada(), kept, lost));
    it_.on('2027-04-20');
    await programme.closeRound(it_.system(), roundId);
    await adds(roundId, ['2027-03-02', '2027-03-12', '2027-04-19']);
    it_.on('2027-08-10');
    const second = value(await programme.openRound(ada(), '2027-2')).id;
    const [own] = (await programme.assignmentsOf(kept)).filter((one) => one.roundId === second);
    it_.on('2027-09-01');
    await programme.recordCompletion(own!.id, it_.system().now);
    it_.on('2027-10-20');
    await programme.closeRound(it_.system(), second);
    await adds(second, ['2027-08-10', '2027-09-02', '2027-10-19']);
    it_.on('2027-10-25');
    value(await merges.unmerge(ada(), first));
    await adds(roundId, ['2027-03-02', '2027-03-12', '2027-04-19', '2027-10-24']);
    // Nobody could assign the second round to somebody who was taken for another; the one who did it keeps it.
    await adds(second, ['2027-08-10', '2027-09-02', '2027-10-19', '2027-10-24']);
    const owed = async (id: PersonId) =>
      (await programme.assignmentsOf(id)).map(({ roundId: of, completedAt }) => [of, completedAt !== null]);
    expect(await owed(kept)).toEqual([
      [second, true],
      [roundId, false],
    ]);
    expect(await owed(lost)).toEqual([[roundId, false]]);
    expect(await programme.reconcile(it_.system())).toBe(0);
  });

  it('are mended at night whatever nobody settled: a start, an absence, an exemption, more time', async () => {
    const { app, programme, world } = it_;
    const [on, by] = [
      toCalendarDate('2027-03-01'),
      { recordedAt: it_.system().now, recordedBy: null, cancelledAt: null, cancelledBy: null },
    ];
    const decided = { askedAt: by.recordedAt, askedBy: world.ada, decidedAt: by.recordedAt, decidedBy: world.ben };
    const granted = { grantedAt: by.recordedAt, grantedBy: null, revokedAt: null, revokedBy: null };
    it_.on('2027-03-20');
    await app.work.run(async () => {
      // Twenty-eight days before the due date of the round: two days more, as for a joiner.
      await app.db.execute(sql`UPDATE engagement SET from_on = '2027-03-15' WHERE person_id = ${world.fay}`);
      await app.db.insert('absence', [
        { id: newId(), personId: world.chi, kind: 'leave', fromOn: on, untilOn: addDays(on, 1), ...by },
        { id: newId(), personId: world.dora, kind: 'leave', fromOn: on, untilOn: addDays(on, 1), ...by, cancelledAt: by.recordedAt },
      ]);
      await app.db.insert('exemption', [
        {
          id: newId(),
          personId: world.ben,
          roundId,
          reasonCode: 'other',
          evidence: 'Carta',
          fromOn: on,
          untilOn: addDays(on, 20),
          ...granted,
        },
      ]);
      await app.db.insert('extension', [
        { id: newId(), personId: world.ada, roundId, days: 14, reason: '', ...decided, granted: 1 },
        { id: newId(), personId: world.dora, roundId, days: 14, reason: '', ...decided, granted: 0 },
      ]);
    });
    expect(await programme.reconcile(it_.system())).toBe(4);
    const due = async (personId: PersonId) => (await assignmentOf(personId))[0]?.dueOn;
    expect(await due(world.fay)).toBe('2027-04-14');
    expect(await due(world.chi)).toBe('2027-04-13');
    expect(await due(world.ben)).toBe('2027-04-20');
    expect(await due(world.ada)).toBe('2027-04-26');
    expect(await due(world.dora)).toBe('2027-04-12');
    expect(await programme.reconcile(it_.system())).toBe(0);
    // And what is no longer so goes back.
    await app.work.run(async () => {
      for (const table of ['absence', 'exemption', 'extension']) await app.db.execute(sql`DELETE FROM ${raw(table)}`);
      await app.db.execute(sql`UPDATE engagement SET from_on = '2025-01-01' WHERE person_id = ${world.fay}`);
    });
    expect(await programme.reconcile(it_.system())).toBe(4);
    expect(new Set((await it_.assignments()).map(({ dueOn }) => dueOn))).toEqual(new Set(['2027-04-12']));
  });

  it('withdraw, and never delete, what was assigned by mistake', async () => {
    const { app, programme, world } = it_;
    await app.work.run(() => app.db.execute(sql`DELETE FROM engagement WHERE person_id = ${world.fay}`));
    expect(await programme.ledger(roundId)).toMatchObject({ headcount: 4, difference: -1 });
    expect(await programme.unaccounted(roundId)).toEqual([world.fay]);
    expect(await programme.reconcile(it_.system())).toBe(1);
    expect(await assignmentOf(world.fay)).toMatchObject([{ leftOn: '2027-03-01' }]);
    expect(await programme.ledger(roundId)).toMatchObject({ headcount: 4, difference: 0 });
    expect(await programme.reconcile(it_.system())).toBe(0);
  });
});

describe('the ledger that the database counts', () => {
  let it_: ProgrammeWorld;
  let roundId: RoundId;
  const opensOn = toCalendarDate('2027-03-01');
  const dueOn = toCalendarDate('2027-04-12');
  const people = Array.from({ length: 12 }, () => newId<'person'>());
  beforeAll(async () => {
    it_ = await startProgramme();
    roundId = value(await it_.programme.openRound(it_.system(), '2027-1')).id;
    await it_.app.work.run(async () => {
      await it_.app.db.execute(sql`DELETE FROM assignment`);
      await it_.app.db.execute(sql`DELETE FROM engagement`);
      await it_.app.db.insert(
        'person',
        people.map((id, n) => ({
          id,
          personCode: `P${n}`,
          codeKey: `P${n}`,
          givenName: 'P',
          familyName: String(n),
          email: null,
          phone: null,
          nationalId: null,
          language: 'es',
          searchKey: `p${n}`,
          createdAt: toInstant('2027-01-01T00:00:00Z'),
        })),
      );
    });
  });
  afterAll(() => it_.app.close());

  const start = addDays(opensOn, -60);
  const anySpan = fc.record({
    person: fc.integer({ min: 0, max: 11 }),
    from: fc.integer({ min: 0, max: 180 }),
    days: fc.option(fc.integer({ min: 0, max: 120 })),
  });
  const anyAssignment = fc.record({
    due: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2 })),
    started: fc.option(fc.integer({ min: 0, max: 120 })),
    completed: fc.option(fc.integer({ min: 0, max: 120 })),
    isLeft: fc.boolean(),
    isMissing: fc.boolean(),
  });

  it('is the ledger of the domain, for any roster, any circumstances, any progress and any day, also where it does not add up, of the welcome too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anySpan, { maxLength: 25 }),
        fc.array(anyAssignment, { minLength: 12, maxLength: 12 }),
        fc.array(anyCircumstances, { minLength: 12, maxLength: 12 }),
        fc.constantFrom('company' as const, 'company' as const, 'welcome' as const),
        fc.oneof(fc.integer({ min: 0, max: 130 }), fc.integer({ min: 42, max: 44 }), fc.integer({ min: 0, max: 4 })),
        async (anySpans, anyAssignments, everyCircumstances, kind, n) => {
          const on = addDays(opensOn, n);
          it_.on(on);
          const spans = anySpans.map(({ person, from, days }): Span => ({
            personId: people[person]!,
            fromOn: addDays(start, from),
            untilOn: days === null ? null : addDays(start, from + days),
          }));
          const noon = (days: number | null) => (days === null ? null : toInstant(`${addDays(opensOn, days)}T17:00:00Z`));
          const assignments = anyAssignments.flatMap(({ due, started, completed, isLeft, isMissing }, person): LedgerAssignment[] =>
            isMissing
              ? []
              : [
                  {
                    personId: people[person]!,
                    dueOn: addDays(dueOn, due),
                    startedAt: noon(started),
                    completedAt: noon(completed),
                    leftOn: isLeft ? on : null,
                  },
                ],
          );
          await replace(spans, assignments);
          await it_.app.work.run(async () => {
            await it_.app.db.update('round', roundId, { kind });
            await storeCircumstances(it_.app, roundId, opensOn, new Map(people.map((id, person) => [id, everyCircumstances[person]!])));
          });

          const endsAt = startOfDay('America/Lima', addDays(on, 1));
          const circumstances = new Map(people.map((id, person) => [id, circumstancesOf(everyCircumstances[person]!, opensOn, endsAt)]));
          const roster = rosterOf({ kind, opensOn }, spans, on, circumstances);
          const expected = ledgerOf({ dueOn }, roster, assignments, { on, endsAt }, comingAfter(spans, on));
          const counted = await it_.programme.ledger(roundId);
          expect(counted).toMatchObject(expected.counts);
          expect(new Set(await it_.programme.unaccounted(roundId))).toEqual(new Set(expected.unaccounted));
          const byName = await it_.programme.standings(roundId);
          for (const standing of STANDINGS) {
            expect(new Set(byName.filter((one) => one.standing === standing).map(({ personId }) => personId))).toEqual(
              new Set(expected.people[standing]),
            );
          }
          await it_.programme.reconcile(it_.system());
          const settled = await it_.programme.ledger(roundId);
          expect(settled?.difference).toBe(0);
          expect(STANDINGS.reduce((sum, standing) => sum + settled![standing], 0)).toBe(settled?.headcount);
        },
      ),
      { numRuns: 60 },
    );
  });

  async function replace(spans: readonly Span[], assignments: readonly LedgerAssignment[]): Promise<void> {
    await it_.app.work.run(async () => {
      const { db } = it_.app;
      await db.execute(sql`DELETE FROM assignment`);
      await db.execute(sql`DELETE FROM engagement`);
      await db.insert(
        'engagement',
        spans.map((span) => ({
          id: newId(),
          kind: 'staff',
          supplierId: null,
          teamId: null,
          siteId: null,
          jobTitle: null,
          managerId: null,
          ...span,
        })),
      );
      await db.insert(
        'assignment',
        assignments.map((assignment) => ({
          id: newId(),
          roundId,
          dueReason: 'round',
          absenceDays: 0,
          extensionDays: 0,
          assignedAt: toInstant('2027-03-01T14:00:00Z'),
          ...assignment,
        })),
      );
    });
  }
});
