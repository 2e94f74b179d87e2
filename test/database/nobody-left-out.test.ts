import fc from 'fast-check';
import { addDays, type CalendarDate, latest } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { newId, type PersonId } from '#kernel/id';
import { AbsencesService, EngagementsService } from '#modules/people';
import { ExemptionsService, ExtensionsService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { AssignmentsRepository } from '../../src/modules/programme/data/assignments.repository';
import { assignmentsOwed, rosterOf, settle, type Span } from '../../src/modules/programme/domain/assignment';
import { MONDAY } from '../support/app';
import { programmeOf, type ProgrammeWorld, publish, startProgramme } from './programme-world';

const PEOPLE = 6;
const ON_POSTGRES = process.env['CADENCIA_TEST_DATABASE'] === 'postgres';

const who = fc.integer({ min: 0, max: PEOPLE - 1 });
const around = fc.integer({ min: -12, max: 12 });
const event = <T extends string>(what: T, more: Record<string, fc.Arbitrary<number>> = {}) =>
  fc.record({ what: fc.constant(what), who, ...more }) as fc.Arbitrary<{ what: T; who: number; from?: number; days?: number }>;

/** One thing that happens to one of six people, `from` days from today, or to the programme. */
const anyEvent = fc.oneof(
  { weight: 4, arbitrary: event('joins', { from: around, days: fc.integer({ min: 0, max: 120 }) }) },
  { weight: 3, arbitrary: event('leaves', { from: around }) },
  { weight: 2, arbitrary: event('moves to another team', { from: around }) },
  { weight: 2, arbitrary: event('changes employer', { from: around }) },
  { weight: 4, arbitrary: event('is away', { from: around, days: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: event('is away for longer or shorter', { from: around, days: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 1, arbitrary: event('was not away after all') },
  { weight: 2, arbitrary: event('is exempt', { from: around, days: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 1, arbitrary: event('is no longer exempt') },
  { weight: 2, arbitrary: event('asks for more time') },
  { weight: 2, arbitrary: event('gets more time') },
  { weight: 2, arbitrary: event('starts') },
  { weight: 2, arbitrary: event('completes') },
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
      { numRuns: Number(process.env['HISTORIES'] ?? (ON_POSTGRES ? 4 : 12)), interruptAfterTimeLimit: 100_000 },
    );
  }, 120_000);
});

/** Six people nobody knows yet beside the cast, an open round, and the welcome. */
class Company {
  private readonly people: PersonId[];
  private units = 2;

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
  async happens({ what, who: n, from = 0, days = 0 }: Event): Promise<unknown> {
    const { app, programme } = this.it;
    const personId = this.people[n]!;
    const hr = this.as(this.it.world.ada);
    const on = addDays(this.today, from);
    const engagements = app.get(EngagementsService);
    const last = (await engagements.of(personId)).at(-1) ?? null;
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
          kind: n % 3 === 0 ? 'contractor' : 'staff',
          supplier: 'Limpieza SA',
          fromOn: on,
          untilOn: days < 20 ? addDays(on, days) : null,
        });
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
      const ledger = round.closedAt === null ? null : await programme.ledger(round.id);
      if (ledger && ledger.difference !== 0) found.push({ closed: ledger });
    }
    const mended = await programme.reconcile(this.it.system());
    if (mended !== 0) found.push({ mendedByTheNight: mended });
    found.push(...(await this.notOwed(spans)));
    expect({ when, found }).toEqual({ when, found: [] });
  }

  /** The night looks only at those who are not plainly right: here the rule itself is applied to everybody. */
  private async notOwed(spans: readonly Span[]): Promise<unknown[]> {
    const assignments = this.it.app.get(AssignmentsRepository);
    const everybody = { ids: [...new Set(spans.map(({ personId }) => personId))] };
    const welcome = await this.it.programme.round('0');
    const steps = [];
    for (const round of [...(await this.it.programme.openRounds()), ...(welcome ? [welcome] : [])]) {
      const roster = rosterOf(round, spans, this.today, await assignments.circumstances(everybody, round));
      steps.push(...settle(assignmentsOwed(round, roster), await assignments.kept(everybody, round.id)));
    }
    return steps;
  }

  private as(personId: PersonId): Context {
    return {
      ...this.it.app.get(Contexts).system('test'),
      actor: { kind: 'person', personId, name: 'Ada', roles: ['hr'], isManager: false, supplierIds: [] },
    };
  }
}
