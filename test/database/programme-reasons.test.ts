import { addDays, toCalendarDate as day } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { startOfDay, toInstant } from '#kernel/instant';
import { AbsencesService, EngagementsService } from '#modules/people';
import { ExemptionsService, ExtensionsService, ProgrammeService, type RoundSummary } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { CompletionRowsReadModel } from '../../src/modules/reporting/data/completion-rows.read-model';
import { CoverageReadModel } from '../../src/modules/reporting/data/coverage.read-model';
import { RoundsInReports } from '../../src/modules/reporting/data/rounds.read-model';
import { dayOf } from '../../src/modules/reporting/domain/round-day';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { openRound } from '../support/learning';
import { createWorld, type World } from '../support/world';

/** The world's first Monday is 2027-03-01; the round is due six weeks later. */
describe('what moves a due date', () => {
  let app: TestApp;
  let world: World;
  let round: RoundSummary;
  const DUE = '2027-04-12';

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await openRound(app, world);
    const [open] = await app.get(ProgrammeService).openRounds();
    if (!open) throw new Error('no round is open');
    round = open;
  });
  afterAll(() => app.close());
  beforeEach(() => {
    app.clock.stopAt(MONDAY);
  });

  const as = (personId: PersonId) => ({
    ...app.get(Contexts).system('test'),
    actor: { kind: 'person', personId, name: 'Ada', roles: ['hr'], isManager: false, supplierIds: [] } as const,
  });
  const assignment = (personId: PersonId) =>
    app.db.row(
      sql`SELECT due_on, due_reason, absence_days, extension_days FROM assignment WHERE person_id = ${personId} AND round_id = ${round.id}`,
    );
  const ledger = async () => {
    const found = await app.get(ProgrammeService).ledger(round.id);
    if (!found) throw new Error('no ledger');
    return found;
  };

  it('stands still while somebody is away, counts them as on leave, and goes back when the absence is taken back', async () => {
    const absences = app.get(AbsencesService);
    const span = { kind: 'leave', fromOn: day('2027-02-25'), untilOn: day('2027-03-11') } as const;
    const recorded = await absences.record(as(world.ada), world.chi, span);
    expect(await assignment(world.chi)).toEqual({ dueOn: addDays(day(DUE), 10), dueReason: 'round', absenceDays: 10, extensionDays: 0 });
    expect(await ledger()).toMatchObject({ onLeave: 1, difference: 0 });
    if (!recorded.ok) throw new Error(recorded.refusal);
    expect(await absences.record(as(world.ada), world.chi, span)).toMatchObject({ refusal: 'already-recorded' });
    const overlapping = await absences.record(as(world.ada), world.chi, { ...span, fromOn: day('2027-03-10'), untilOn: day('2027-03-12') });
    expect(overlapping).toMatchObject({ ok: false, refusal: 'overlaps-absence' });
    await absences.change(as(world.ada), recorded.value, { ...span, untilOn: day('2027-03-06') });
    expect(await assignment(world.chi)).toMatchObject({ dueOn: addDays(day(DUE), 5), absenceDays: 5 });
    await absences.cancel(as(world.ada), recorded.value);
    expect(await assignment(world.chi)).toMatchObject({ dueOn: DUE, absenceDays: 0 });
    expect(await ledger()).toMatchObject({ onLeave: 0, difference: 0 });
    expect(await absences.cancel(as(world.ada), recorded.value)).toMatchObject({ ok: false, refusal: 'already-cancelled' });
    expect(await absences.change(as(world.ada), recorded.value, span)).toMatchObject({ refusal: 'no-such-absence' });
  });

  it('leaves an exempt person out of what is owed until the exemption ends by itself', async () => {
    const exemptions = app.get(ExemptionsService);
    const span = { reasonCode: 'health', evidence: 'Constancia 123', fromOn: day('2027-03-01'), untilOn: day('2027-04-01') } as const;
    expect(await exemptions.grant(as(world.ada), world.ada, round.id, span)).toMatchObject({ ok: false, refusal: 'own-exemption' });
    expect(await exemptions.grant(as(world.ada), world.chi, round.id, { ...span, evidence: ' ' })).toMatchObject({
      refusal: 'no-evidence',
    });
    const granted = await exemptions.grant(as(world.ada), world.chi, round.id, span);
    expect(await exemptions.grant(as(world.ada), world.chi, round.id, span)).toMatchObject({ refusal: 'already-granted' });
    const another = { ...span, evidence: 'Constancia 124' };
    expect(await exemptions.grant(as(world.ada), world.chi, round.id, another)).toMatchObject({ refusal: 'already-exempt' });
    expect(await ledger()).toMatchObject({ exempt: 1, difference: 0 });
    expect(await assignment(world.chi)).toMatchObject({ dueOn: '2027-05-01', dueReason: 'exemption' });
    app.clock.stopAt(toInstant('2027-04-01T14:00:00Z'));
    expect(await ledger()).toMatchObject({ exempt: 0, difference: 0 });
    if (!granted.ok) throw new Error(granted.refusal);
    await exemptions.revoke(as(world.ada), granted.value);
    expect(await assignment(world.chi)).toMatchObject({ dueOn: DUE, dueReason: 'round' });
  });

  it('was exempt to the end of the day after which the exemption is revoked, to the very moment', async () => {
    const exemptions = app.get(ExemptionsService);
    const span = { reasonCode: 'other', evidence: 'Carta 12', fromOn: day('2027-03-01'), untilOn: null } as const;
    const granted = await exemptions.grant(as(world.ada), world.fay, round.id, span);
    if (!granted.ok) throw new Error(granted.refusal);
    app.clock.stopAt(startOfDay(app.clock.zone, day('2027-03-20')));
    await exemptions.revoke(as(world.ada), granted.value);
    const standingOn = async (on: string) =>
      (await app.get(ProgrammeService).standings(round.id, day(on))).find(({ personId }) => personId === world.fay)?.standing;
    expect([await standingOn('2027-03-19'), await standingOn('2027-03-20')]).toEqual(['exempt', 'notStarted']);
  });

  it('gives two extensions of fourteen days and no third, each decided by somebody else', async () => {
    const extensions = app.get(ExtensionsService);
    for (const n of [1, 2]) {
      const asked = await extensions.ask(as(world.dora), round.id, 'Semana de inventario');
      if (!asked.ok) throw new Error(asked.refusal);
      expect(await extensions.ask(as(world.dora), round.id, '')).toMatchObject({ refusal: 'already-asked' });
      expect(await extensions.decide(as(world.dora), asked.value, true)).toMatchObject({ refusal: 'own-extension' });
      expect(await extensions.decide(as(world.ben), asked.value, true)).toMatchObject({ ok: true });
      expect(await extensions.decide(as(world.ben), asked.value, true)).toMatchObject({ refusal: 'already-decided' });
      expect(await extensions.decide(as(world.ben), asked.value, false)).toMatchObject({ refusal: 'decided-otherwise' });
      expect(await assignment(world.dora)).toMatchObject({ dueOn: addDays(day(DUE), 14 * n), extensionDays: 14 * n });
    }
    expect(await extensions.ask(as(world.dora), round.id, '')).toMatchObject({ ok: false, refusal: 'no-more-extensions' });
  });

  it('leaves a day of the past as it was: an extension counts from the day on which it is granted', async () => {
    const standingOn = async (on: string) =>
      (await app.get(ProgrammeService).standings(round.id, day(on))).find(({ personId }) => personId === world.ben)?.standing;
    app.clock.stopAt(toInstant('2027-04-20T14:00:00Z'));
    const late = await standingOn('2027-04-20');
    const asked = await app.get(ExtensionsService).ask(as(world.ben), round.id, '');
    if (!asked.ok) throw new Error(asked.refusal);
    expect(await app.get(ExtensionsService).decide(as(world.ada), asked.value, true)).toMatchObject({ ok: true });
    expect([late, await standingOn('2027-04-20')]).toEqual(['notStarted', 'notYetDue']);
    app.clock.stopAt(toInstant('2027-04-22T14:00:00Z'));
    expect(await Promise.all(['2027-04-14', '2027-04-19', '2027-04-20', '2027-04-21'].map(standingOn))).toEqual([
      'notStarted',
      'notStarted',
      'notYetDue',
      'notYetDue',
    ]);
    const [reported] = await app.get(RoundsInReports).all();
    const past = reported && dayOf(reported, app.clock.today(), app.clock.zone, day('2027-04-19'));
    if (!past) throw new Error('no such day');
    const { people } = await app
      .get(CoverageReadModel)
      .people(past, { place: 'notStarted', team: null, supplier: null, site: null, kind: null, search: '' }, { size: 50, number: 1 });
    expect(people.find(({ id }) => id === world.ben)).toMatchObject({ dueOn: DUE, dueReason: 'round', extensionDays: 0 });
    const rows = [];
    for await (const page of app.get(CompletionRowsReadModel).pages(past, { whose: null, filter: null })) rows.push(...page);
    expect(rows.find(({ personCode }) => personCode === 'E002')).toMatchObject({ dueOn: DUE, place: 'notStarted' });
    // What is known later of days that were over was true then: nobody was late while they were away.
    await app
      .get(AbsencesService)
      .record(as(world.ada), world.ben, { kind: 'sickness', fromOn: day('2027-03-08'), untilOn: day('2027-03-18') });
    app.clock.stopAt(toInstant('2027-05-20T14:00:00Z'));
    expect(await Promise.all(['2027-03-10', '2027-04-14', '2027-04-22', '2027-04-28'].map(standingOn))).toEqual([
      'onLeave',
      'notYetDue',
      'notYetDue',
      'notYetDue',
    ]);
    // But the extension was granted only on 20 April: the ten days alone reach to the 22nd.
    const before = dayOf(reported, app.clock.today(), app.clock.zone, day('2027-04-19'));
    const { people: then } = await app
      .get(CoverageReadModel)
      .people(before!, { place: 'notYetDue', team: null, supplier: null, site: null, kind: null, search: '' }, { size: 50, number: 1 });
    expect(then.find(({ id }) => id === world.ben)).toMatchObject({ dueOn: '2027-04-22', absenceDays: 10, extensionDays: 0 });
  });

  it('leaves a day of the past as it was before an exemption was revoked, and before somebody came back', async () => {
    const standingOn = async (personId: PersonId, on: string) =>
      (await app.get(ProgrammeService).standings(round.id, day(on))).find((one) => one.personId === personId)?.standing;
    app.clock.stopAt(toInstant('2027-04-22T14:00:00Z'));
    const span = { reasonCode: 'other', evidence: 'Carta 14', fromOn: day('2027-04-01'), untilOn: day('2027-04-10') } as const;
    const granted = await app.get(ExemptionsService).grant(as(world.ada), world.chi, round.id, span);
    if (!granted.ok) throw new Error(granted.refusal);
    await app.get(ExemptionsService).revoke(as(world.ada), granted.value);
    await app.work.run(() => app.db.execute(sql`UPDATE engagement SET until_on = '2027-04-15' WHERE person_id = ${world.fay}`));
    await app.get(EngagementsService).start(as(world.ada), world.fay, {
      kind: 'staff',
      supplier: null,
      team: null,
      site: null,
      jobTitle: null,
      managerCode: null,
      fromOn: day('2027-04-20'),
      untilOn: null,
    });
    app.clock.stopAt(toInstant('2027-04-24T14:00:00Z'));
    expect(await Promise.all(['2027-04-05', '2027-04-21', '2027-04-22'].map((on) => standingOn(world.chi, on)))).toEqual([
      'exempt',
      'notYetDue',
      'notStarted',
    ]);
    expect(await Promise.all(['2027-04-14', '2027-04-16', '2027-04-21'].map((on) => standingOn(world.fay, on)))).toEqual([
      'notStarted',
      'left',
      'notYetDue',
    ]);
  });

  it('does nothing when the nightly reconcile comes twice', async () => {
    const programme = app.get(ProgrammeService);
    await programme.reconcile(app.get(Contexts).system('test'));
    expect(await programme.reconcile(app.get(Contexts).system('test'))).toBe(0);
  });
});
