import fc from 'fast-check';
import { addDays, type CalendarDate, latest } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { type MergeId, newId, type PersonId, type RoundId } from '#kernel/id';
import { dateIn, startOfDay } from '#kernel/instant';
import { AbsencesService, type AskedEngagement, EngagementsService, MergesService } from '#modules/people';
import { dueAsOf, ExemptionsService, ExtensionsService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { assignmentsOwed, type KeptAssignment, rosterOf, settle, type Span } from '../../src/modules/programme/domain/assignment';
import type { Days } from '../../src/modules/programme/domain/circumstances';
import { MONDAY } from '../support/app';
import { programmeOf, type ProgrammeWorld, publish, startProgramme } from './programme-world';

const PEOPLE = 6;
const ON_POSTGRES = process.env['CADENCIA_TEST_DATABASE'] === 'postgres';

const EMPLOYERS = [
  { kind: 'staff', supplier: null },
  { kind: 'contractor', supplier: 'Limpieza SA' },
  { kind: 'contractor', supplier: 'Vigilancia SA' },
] as const;
const who = fc.integer({ min: 0, max: PEOPLE - 1 });
/** Mostly close to today, often on that very day or beside it, and now and then long ago: what somebody tells HR late. */
const around = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -12, max: 12 }) },
  { weight: 4, arbitrary: fc.constantFrom(-1, 0, 0, 1) },
  { weight: 2, arbitrary: fc.integer({ min: -150, max: 0 }) },
);
/** A week, or longer than a round is open. */
const long = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 400 }) },
);
const upTo = (most: number) => fc.integer({ min: 0, max: most });
const event = <T extends string>(what: T, more: Record<string, fc.Arbitrary<number>> = {}) =>
  fc.record({ what: fc.constant(what), who, ...more }) as fc.Arbitrary<{
    what: T;
    who: number;
    from?: number;
    days?: number;
    other?: number;
  }>;

/** One thing that happens to one of six people, `from` days from today, or to the programme. */
const anyEvent = fc.oneof(
  { weight: 5, arbitrary: event('joins', { from: around, days: upTo(120), other: upTo(2) }) },
  { weight: 3, arbitrary: event('leaves', { from: around, other: upTo(3) }) },
  { weight: 2, arbitrary: event('returns', { days: upTo(2), other: upTo(2) }) },
  { weight: 2, arbitrary: event('moves to another team', { from: around, other: upTo(3) }) },
  { weight: 2, arbitrary: event('changes employer', { from: around, other: upTo(3) }) },
  { weight: 1, arbitrary: event('changes employer as a round opens', { from: upTo(1), other: upTo(3) }) },
  { weight: 5, arbitrary: event('is away', { from: around, days: long }) },
  { weight: 2, arbitrary: event('is away for longer or shorter', { from: around, days: long }) },
  { weight: 1, arbitrary: event('was not away after all') },
  { weight: 2, arbitrary: event('is exempt', { from: around, days: upTo(60) }) },
  { weight: 1, arbitrary: event('is no longer exempt') },
  { weight: 2, arbitrary: event('asks for more time') },
  { weight: 2, arbitrary: event('gets more time') },
  { weight: 2, arbitrary: event('starts') },
  { weight: 2, arbitrary: event('completes') },
  { weight: 2, arbitrary: event('turns out to be another', { other: upTo(PEOPLE - 1) }) },
  { weight: 2, arbitrary: event('are two after all') },
  { weight: 5, arbitrary: event('days pass', { days: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 1, arbitrary: event('a round opens') },
  { weight: 1, arbitrary: event('the round closes') },
);
type Event = typeof anyEvent extends fc.Arbitrary<infer T> ? T : never;

describe('whatever happens, in whatever order, nobody is left out', () => {
  it('every person in the window has one assignment, every ledger adds up, no date falls on an absence, and the night has nothing to mend', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 40, size: 'max' }), async (events) => {
        const company = await Company.found();
        try {
          for (const [n, one] of events.entries()) {
            await company.happens(one);
            await company.check(`after ${n + 1}: ${JSON.stringify(one)} on ${company.today}`);
          }
        } finally {
          await company.close();
        }
      }),
      { numRuns: Number(process.env['HISTORIES'] ?? (ON_POSTGRES ? 6 : 20)), interruptAfterTimeLimit: 100_000 },
    );
  }, 240_000);
});

/** Six people nobody knows yet beside the cast, an open round, and the welcome. */
class Company {
  private readonly people: PersonId[];
  private units = 2;
  private readonly merges: MergeId[] = [];

  private constructor(private readonly it: ProgrammeWorld) {
    this.people = Array.from({ length: PEOPLE }, () => newId<'person'>());
  }

  static async found(): Promise<Company> {
    const { app, world } = await startProgramme();
    const company = new Company(programmeOf(app, world));
    await publish(app, '00-bienvenida');
    await app.work.run(() =>
      app.db.insert(
        'person',
        company.people.map((id, n) => ({
          id,
          personCode: `N${n}`,
          codeKey: `N${n}`,
          givenName: 'N',
          familyName: String(n),
          email: null,
          phone: null,
          nationalId: null,
          language: 'es',
          searchKey: `n ${n}`,
          createdAt: MONDAY,
        })),
      ),
    );
    await company.opens();
    return company;
  }

  close(): Promise<void> {
    return this.it.app.close();
  }

  get today(): CalendarDate {
    return this.it.app.clock.today();
  }

  /** What the services refuse does not happen. */
  async happens({ what, who: n, from = 0, days = 0, other = 0 }: Event): Promise<unknown> {
    const { app, programme } = this.it;
    const personId = await this.living(n);
    const hr = this.as(this.it.world.ada);
    const on = addDays(this.today, from);
    const engagements = app.get(EngagementsService);
    const all = await engagements.of(personId);
    const last = all.at(-1 - (other % Math.max(1, all.length))) ?? null;
    const [absence] = (await app.get(AbsencesService).of(personId)).slice(-1);
    const [round] = await programme.openRounds();
    const [exemption] = round ? await app.get(ExemptionsService).of(personId, round.id) : [];
    const extension = round ? (await app.get(ExtensionsService).of(personId, round.id)).find(({ state }) => state === 'waiting') : null;
    const [assignment] = await programme.assignmentsOf(personId);
    const place = { team: n % 2 === 0 ? 'Tienda' : 'Bodega', site: null, jobTitle: null, managerCode: null };
    switch (what) {
      case 'joins':
        return engagements.start(hr, personId, {
          ...place,
          ...EMPLOYERS[other],
          fromOn: on,
          untilOn: days < 20 ? addDays(on, days) : null,
        } as AskedEngagement);
      case 'returns': {
        const ends = all.map(({ untilOn }) => untilOn);
        const end = ends.includes(null) ? null : ends.reduce((a, b) => (a !== null && b !== null ? latest(a, b) : b), null);
        const fromOn = end === null ? null : addDays(end, days);
        return fromOn && engagements.start(hr, personId, { ...place, ...EMPLOYERS[other], fromOn, untilOn: null } as AskedEngagement);
      }
      case 'leaves':
        return last && engagements.end(hr, last.id, on);
      case 'moves to another team':
        return last && engagements.move(hr, last.id, { ...place, team: `Equipo ${days}` }, latest(on, last.fromOn));
      case 'changes employer':
        return (
          last &&
          engagements.start(
            hr,
            personId,
            { ...place, kind: 'contractor', supplier: `Proveedor ${from}`, fromOn: on, untilOn: null },
            last.id,
          )
        );
      case 'changes employer as a round opens': {
        const change = () => this.happens({ what: 'changes employer', who: n, from: 0, other });
        if (from === 0) await change();
        await this.opens();
        return from === 0 ? null : change();
      }
      case 'is away':
        return app.get(AbsencesService).record(hr, personId, { kind: 'leave', fromOn: on, untilOn: addDays(on, days) });
      case 'is away for longer or shorter':
        return absence && app.get(AbsencesService).change(hr, absence.id, { kind: 'sickness', fromOn: on, untilOn: addDays(on, days) });
      case 'was not away after all':
        return absence && app.get(AbsencesService).cancel(hr, absence.id);
      case 'is exempt': {
        const span = { reasonCode: 'health', evidence: 'Constancia', fromOn: on, untilOn: days < 5 ? null : addDays(on, days) } as const;
        return round && app.get(ExemptionsService).grant(hr, personId, round.id, span);
      }
      case 'is no longer exempt':
        return exemption && app.get(ExemptionsService).revoke(hr, exemption.id);
      case 'asks for more time':
        return round && app.get(ExtensionsService).ask(this.as(personId), round.id, 'Inventario');
      case 'gets more time':
        return extension && app.get(ExtensionsService).decide(hr, extension.id, true);
      case 'starts':
        return assignment && programme.recordStart(assignment.id, hr.now);
      case 'completes':
        return assignment && programme.recordCompletion(assignment.id, hr.now);
      case 'turns out to be another': {
        const merged = await app.get(MergesService).merge(hr, personId, await this.living(other));
        return merged.ok ? this.merges.push(merged.value) : merged;
      }
      case 'are two after all': {
        const merge = this.merges.pop();
        return merge && app.get(MergesService).unmerge(hr, merge);
      }
      case 'days pass':
        this.it.on(addDays(this.today, days));
        await programme.openDueRounds(this.it.system());
        return programme.reconcile(this.it.system());
      case 'a round opens':
        return this.opens();
      case 'the round closes':
        return round && programme.closeRound(hr, round.id);
    }
  }

  /** Who the record turned out to be, at whatever remove. */
  private async living(n: number): Promise<PersonId> {
    const { db } = this.it.app;
    let id = this.people[n]!;
    for (;;) {
      const row = await db.row<{ mergedIntoId: PersonId | null }>(sql`SELECT merged_into_id FROM person WHERE id = ${id}`);
      if (!row?.mergedIntoId) return id;
      id = row.mergedIntoId;
    }
  }

  /** By somebody who says why, since it may be too early. */
  private async opens(): Promise<void> {
    const { app, programme, world } = this.it;
    await publish(app, `${String(++this.units).padStart(2, '0')}-unidad`);
    const ctx = this.as(world.ada);
    const { rounds } = await programme.plan(ctx, 1);
    const next = rounds.find(({ state }) => state === 'approved' || state === 'proposed');
    if (next) await programme.openRound(ctx, next.code, { override: { reason: 'Lo pide esta prueba' } });
  }

  async check(when: string): Promise<void> {
    const { app, programme } = this.it;
    const found: unknown[] = [];
    const spans = await app.db.rows<Span>(sql`SELECT person_id, from_on, until_on FROM engagement ORDER BY person_id, from_on`);
    const welcome = await programme.round('0');
    for (const round of [...(await programme.openRounds()), ...(welcome ? [welcome] : [])]) {
      const roster = rosterOf(round, spans, this.today).map(({ personId }) => personId);
      const assigned = await app.db.rows<{ personId: PersonId; dueOn: CalendarDate; absentFrom: CalendarDate | null }>(sql`
        SELECT a.person_id, a.due_on, x.from_on AS absent_from FROM assignment a
        LEFT JOIN absence x ON x.person_id = a.person_id AND x.cancelled_at IS NULL AND x.from_on <= a.due_on AND x.until_on > a.due_on
          AND a.completed_at IS NULL AND a.left_on IS NULL
        WHERE a.round_id = ${round.id}`);
      for (const personId of roster) {
        const own = assigned.filter((one) => one.personId === personId);
        if (own.length !== 1) found.push({ round: round.code, personId, assignments: own.length });
      }
      found.push(...assigned.filter(({ absentFrom }) => absentFrom !== null).map((one) => ({ round: round.code, dueInsideAbsence: one })));
      for (const day of [this.today, addDays(this.today, -3), addDays(this.today, -19), round.opensOn]) {
        const ledger = await programme.ledger(round.id, day);
        if (ledger && ledger.difference !== 0) found.push({ ledger });
      }
    }
    for (const round of await programme.rounds()) {
      if (round.closedAt === null) continue;
      for (const day of [
        undefined,
        dateIn(app.clock.zone, round.closedAt),
        addDays(dateIn(app.clock.zone, round.closedAt), -1),
        round.opensOn,
      ]) {
        const ledger = await programme.ledger(round.id, day);
        if (ledger && ledger.difference !== 0) found.push({ closed: ledger, day });
      }
    }
    const mended = await programme.reconcile(this.it.system());
    if (mended !== 0) found.push({ mendedByTheNight: mended });
    found.push(...(await this.notOwed(spans)), ...(await this.notAsItWas(spans)), ...(await this.notTold()), ...(await this.twice()));
    expect({ when, found }).toEqual({ when, found: [] });
  }

  /** The night looks only at those who are not plainly right, with queries of its own: here the rule is applied to everybody and everything. */
  private async notOwed(spans: readonly Span[]): Promise<unknown[]> {
    const { db } = this.it.app;
    const absences = await db.rows<Days & { personId: PersonId; untilOn: CalendarDate }>(
      sql`SELECT person_id, from_on, until_on FROM absence WHERE cancelled_at IS NULL`,
    );
    const exemptions = await db.rows<Days & { personId: PersonId; roundId: RoundId }>(
      sql`SELECT person_id, round_id, from_on, until_on FROM exemption WHERE revoked_at IS NULL`,
    );
    const extensions = await db.rows<{ personId: PersonId; roundId: RoundId; days: number }>(
      sql`SELECT person_id, round_id, days FROM extension WHERE granted = 1`,
    );
    const kept = await db.rows<Omit<KeptAssignment, 'isCompleted'> & { roundId: RoundId; completedAt: string | null }>(
      sql`SELECT * FROM assignment`,
    );
    const welcome = await this.it.programme.round('0');
    const steps = [];
    for (const round of [...(await this.it.programme.openRounds()), ...(welcome ? [welcome] : [])]) {
      const circumstances = new Map(
        spans.map(({ personId }) => {
          const own = (one: { personId: PersonId; roundId?: RoundId }) =>
            one.personId === personId && (one.roundId === undefined || one.roundId === round.id);
          const extensionDays = extensions.filter(own).reduce((sum, { days }) => sum + days, 0);
          return [personId, { absences: absences.filter(own), exemptions: exemptions.filter(own), extensionDays }];
        }),
      );
      const ofRound = kept.filter(({ roundId }) => roundId === round.id).map((one) => ({ ...one, isCompleted: one.completedAt !== null }));
      steps.push(...settle(assignmentsOwed(round, rosterOf(round, spans, this.today, circumstances)), ofRound));
    }
    return steps;
  }

  /** A day of the past knows every fact of days, whenever it was recorded, and no decision that was taken only later. */
  private async notAsItWas(spans: readonly Span[]): Promise<unknown[]> {
    const { db, clock } = this.it.app;
    const absences = await db.rows<Days & { personId: PersonId; untilOn: CalendarDate }>(
      sql`SELECT person_id, from_on, until_on FROM absence WHERE cancelled_at IS NULL`,
    );
    const on = addDays(this.today, -(1 + (spans.length % 20)));
    const endsAt = startOfDay(clock.zone, addDays(on, 1));
    const found = [];
    for (const round of await this.it.programme.openRounds()) {
      const exemptions = await db.rows<Days & { personId: PersonId }>(
        sql`SELECT person_id, from_on, until_on FROM exemption WHERE round_id = ${round.id} AND (revoked_at IS NULL OR revoked_at >= ${endsAt})`,
      );
      const extensions = await db.rows<{ personId: PersonId; days: number }>(
        sql`SELECT person_id, days FROM extension WHERE round_id = ${round.id} AND granted = 1 AND decided_at < ${endsAt}`,
      );
      const circumstances = new Map(
        spans.map(({ personId }) => {
          const own = (one: { personId: PersonId }) => one.personId === personId;
          const extensionDays = extensions.filter(own).reduce((sum, { days }) => sum + days, 0);
          return [personId, { absences: absences.filter(own), exemptions: exemptions.filter(own), extensionDays }];
        }),
      );
      const said = await db.rows<{ personId: PersonId; dueOn: CalendarDate }>(
        sql`SELECT a.person_id, ${dueAsOf('due_on', endsAt)} AS due_on FROM assignment a WHERE a.round_id = ${round.id} AND a.completed_at IS NULL`,
      );
      const owed = new Map(assignmentsOwed(round, rosterOf(round, spans, on, circumstances)).map((one) => [one.personId, one.dueOn]));
      found.push(
        ...said.flatMap(({ personId, dueOn }) => {
          const then = owed.get(personId) ?? dueOn;
          return then === dueOn ? [] : [{ round: round.code, personId, on, said: dueOn, then }];
        }),
      );
    }
    return found;
  }

  /** The newest event of an assignment is the assignment as it is. */
  private notTold(): Promise<unknown[]> {
    return this.it.app.db.rows(sql`
      SELECT a.person_id, a.left_on, v.left_on AS said FROM assignment a JOIN assignment_event v ON v.assignment_id = a.id
      WHERE v.number = (SELECT MAX(number) FROM assignment_event WHERE assignment_id = a.id)
        AND (COALESCE(a.left_on, '') <> COALESCE(v.left_on, '') OR a.due_on <> v.due_on OR a.due_reason <> v.due_reason
          OR a.absence_days <> v.absence_days OR a.extension_days <> v.extension_days)`);
  }

  /** Nobody works for one employer twice on one day, and a record that is another person's owes nothing and works nowhere. */
  private async twice(): Promise<unknown[]> {
    return this.it.app.db.rows(sql`
      SELECT a.person_id, a.from_on, b.from_on AS again_on FROM engagement a JOIN engagement b ON b.person_id = a.person_id AND b.id > a.id
        AND b.kind = a.kind AND COALESCE(b.supplier_id, '') = COALESCE(a.supplier_id, '')
      WHERE a.from_on < COALESCE(b.until_on, '9999-12-31') AND b.from_on < COALESCE(a.until_on, '9999-12-31')
        AND a.from_on < COALESCE(a.until_on, '9999-12-31') AND b.from_on < COALESCE(b.until_on, '9999-12-31')
      UNION ALL
      SELECT p.id, 'owes', 'merged' FROM person p JOIN assignment a ON a.person_id = p.id WHERE p.merged_into_id IS NOT NULL AND a.left_on IS NULL
      UNION ALL
      SELECT p.id, 'works', 'merged' FROM person p JOIN engagement e ON e.person_id = p.id WHERE p.merged_into_id IS NOT NULL`);
  }

  private as(personId: PersonId): Context {
    return {
      ...this.it.app.get(Contexts).system('test'),
      actor: { kind: 'person', personId, name: 'Ada', roles: ['hr'], isManager: false, supplierIds: [] },
    };
  }
}
