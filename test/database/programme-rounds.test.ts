import { toCalendarDate } from '#kernel/calendar-date';
import { type EngagementId, newId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { EngagementsService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { publish, SECOND_UNIT, startProgramme, UNIT, value, type ProgrammeWorld } from './programme-world';

describe('opening a round', () => {
  let it_: ProgrammeWorld;
  beforeEach(async () => {
    it_ = await startProgramme();
  });
  afterEach(() => it_.app.close());

  const audited = (action: string) =>
    it_.app.db.rows<{ detail: string; actorName: string }>(
      sql`SELECT detail, actor_name FROM audit_line WHERE action = ${action} ORDER BY seq`,
    );
  const rounds = () => it_.app.db.rows<{ id: string; openedAt: string | null }>(sql`SELECT id, opened_at FROM round`);

  it('assigns everybody on the roster, staff and contractors alike, and nobody who has left', async () => {
    const { programme, world } = it_;
    const opened = value(await programme.openRound(it_.by(world.ada), '2027-1'));
    expect(opened).toMatchObject({ code: '2027-1', unit: UNIT, assigned: 5 });
    const assignments = await it_.assignments();
    expect(new Set(assignments.map(({ personId }) => personId))).toEqual(new Set([world.ada, world.ben, world.chi, world.dora, world.fay]));
    expect(new Set(assignments.map(({ dueOn, dueReason }) => `${dueOn} ${dueReason}`))).toEqual(new Set(['2027-04-12 round']));
    expect(await programme.round('2027-1')).toMatchObject({
      state: 'open',
      opensOn: '2027-03-01',
      dueOn: '2027-04-12',
      closesOn: '2027-08-02',
      gapMonths: null,
      approvedBy: world.ada,
    });
    expect((await audited('round.opened'))[0]).toMatchObject({ actorName: 'Ada Aguilar' });
    expect(await programme.assignmentsOf(world.dora)).toMatchObject([
      { roundCode: '2027-1', unit: UNIT, dueOn: '2027-04-12', startedAt: null, roundClosedAt: null },
    ]);
  });

  it('opens once, however often and from wherever it is pressed', async () => {
    const { programme, world } = it_;
    const presses = await Promise.all(Array.from({ length: 50 }, () => programme.openRound(it_.by(world.ada), '2027-1')));
    expect(presses.filter((press) => press.ok)).toHaveLength(1);
    expect(new Set(presses.flatMap((press) => (press.ok ? [] : [press.refusal])))).toEqual(new Set(['already-open']));
    expect(await it_.assignments()).toHaveLength(5);
    expect(await audited('round.opened')).toHaveLength(1);
  });

  it('leaves nothing behind when the process dies in the middle, and can be done again', async () => {
    const { programme, app, world } = it_;
    const dying = jest.spyOn(app.get(AuditLog), 'record').mockRejectedValue(new Error('the lights went out'));
    await expect(programme.openRound(it_.by(world.ada), '2027-1')).rejects.toThrow('the lights went out');
    expect(await rounds()).toEqual([]);
    expect(await it_.assignments()).toEqual([]);
    dying.mockRestore();
    expect(value(await programme.openRound(it_.by(world.ada), '2027-1')).assigned).toBe(5);
  });

  it('needs a published edition, and stores nothing without one', async () => {
    const { programme, app, world } = it_;
    await app.work.run(() => app.db.execute(sql`DELETE FROM edition WHERE unit = ${UNIT}`));
    expect(await programme.openRound(it_.by(world.ada), '2027-1')).toMatchObject({ ok: false, refusal: 'unit-not-published' });
    expect(await rounds()).toEqual([]);
  });

  it('knows rounds by id, code or unit, and says when there is none', async () => {
    const { programme, world } = it_;
    expect(await programme.openRound(it_.by(world.ada), '2031-7')).toMatchObject({ ok: false, refusal: 'no-such-round' });
    const { id } = value(await programme.openRound(it_.by(world.ada), UNIT));
    for (const ref of [id, '2027-1', UNIT]) expect((await programme.round(ref))?.id).toBe(id);
  });

  it('is refused sooner than four and later than six months, and an override is kept with its reason and its approver', async () => {
    const { programme, world } = it_;
    value(await programme.openRound(it_.by(world.ada), '2027-1'));

    it_.on('2027-06-30');
    expect(await programme.openRound(it_.by(world.ada), '2027-2')).toMatchObject({
      ok: false,
      refusal: 'too-early',
      details: { earliest: '2027-07-01', latest: '2027-09-01' },
    });
    it_.on('2027-09-02');
    expect(await programme.openRound(it_.by(world.ada), '2027-2')).toMatchObject({ ok: false, refusal: 'too-late' });
    expect(await programme.openRound(it_.by(world.ada), '2027-2', { override: { reason: 'ya' } })).toMatchObject({
      ok: false,
      refusal: 'reason-too-short',
    });
    expect(await programme.openRound(it_.system(), '2027-2', { override: { reason: 'La huelga duró tres semanas' } })).toMatchObject({
      ok: false,
      refusal: 'override-needs-a-person',
    });
    expect(await rounds()).toHaveLength(1);

    value(await programme.openRound(it_.by(world.ada), '2027-2', { override: { reason: 'La huelga duró tres semanas' } }));
    expect(await programme.round('2027-2')).toMatchObject({
      overrideReason: 'La huelga duró tres semanas',
      overrideBy: world.ada,
      gapMonths: 6,
    });
    expect((await audited('round.opened')).at(-1)?.detail).toContain('La huelga duró tres semanas');
  });

  it('closes the round before it, whose ledger stays as it was', async () => {
    const { programme, world } = it_;
    const first = value(await programme.openRound(it_.by(world.ada), '2027-1'));
    const [mine] = await programme.assignmentsOf(world.chi);
    await programme.recordCompletion(mine!.id, it_.system().now);

    it_.on('2027-08-02');
    expect(value(await programme.openRound(it_.system(), '2027-2')).unit).toBe(SECOND_UNIT);
    expect((await programme.openRounds()).map(({ code }) => code)).toEqual(['2027-2']);
    const frozen = await programme.ledger(first.id);
    expect(frozen).toMatchObject({ headcount: 5, completed: 1, notStarted: 3, left: 1, difference: 0 });

    const [late] = (await programme.assignmentsOf(world.fay)).filter(({ roundCode }) => roundCode === '2027-1');
    expect(await programme.recordCompletion(late!.id, it_.system().now)).toBe(true);
    expect(await programme.ledger(first.id)).toEqual(frozen);
    expect(await programme.closeRound(it_.system(), '2027-1')).toMatchObject({ ok: false, refusal: 'already-closed' });
  });

  it('has in its last ledger whoever came since anybody looked at the clock, but not those who start with the next round', async () => {
    const { programme, world } = it_;
    const first = value(await programme.openRound(it_.by(world.ada), '2027-1'));
    await it_.roster('E910,Gil,García,staff,,Tienda,2027-07-30,', 'E911,Ida,Ibáñez,staff,,Tienda,2027-08-02,');
    it_.on('2027-08-02');
    const second = value(await programme.openRound(it_.system(), '2027-2'));
    expect(await programme.ledger(first.id)).toMatchObject({ headcount: 6, difference: 0 });
    expect(await programme.ledger(second.id)).toMatchObject({ headcount: 6, difference: 0 });
    const rounds = (
      await it_.app.db.rows<{ code: string }>(sql`
      SELECT r.code FROM assignment a JOIN round r ON r.id = a.round_id JOIN person p ON p.id = a.person_id WHERE p.person_code = 'E911'`)
    ).map(({ code }) => code);
    expect(rounds).toEqual(['2027-2']);
  });

  it('has on a day of the past nobody who came later', async () => {
    const { programme, world } = it_;
    const first = value(await programme.openRound(it_.by(world.ada), '2027-1'));
    it_.on('2027-03-20');
    await it_.roster('E912,Gil,García,staff,,Tienda,2027-03-20,');
    expect(await programme.ledger(first.id, toCalendarDate('2027-03-10'))).toMatchObject({ headcount: 5, difference: 0 });
    expect(await programme.ledger(first.id)).toMatchObject({ headcount: 6, difference: 0 });
  });

  it('adds up on every past day of a closed round, whoever is recorded after it or turns out never to have come', async () => {
    const { app, programme } = it_;
    const first = value(await programme.openRound(it_.system(), '2027-1'));
    it_.on('2027-03-10');
    await it_.roster('E906,Ida,Ibáñez,staff,,Tienda,2027-03-05,');
    it_.on('2027-08-02');
    value(await programme.openRound(it_.system(), '2027-2'));
    const frozen = await programme.ledger(first.id);
    it_.on('2027-08-04');
    await it_.roster('E907,Leo,León,staff,,Tienda,2027-03-08,');
    const ida = await app.db.row<{ id: EngagementId }>(sql`SELECT id FROM engagement WHERE from_on = '2027-03-05'`);
    value(await app.get(EngagementsService).end(it_.by(it_.world.ada), ida!.id, toCalendarDate('2027-03-04')));
    // Whose last day was the one before the opening was not on its roster either.
    const fay = await app.db.row<{ id: EngagementId }>(sql`SELECT id FROM engagement WHERE person_id = ${it_.world.fay}`);
    value(await app.get(EngagementsService).end(it_.by(it_.world.ada), fay!.id, toCalendarDate('2027-02-28')));
    const days = ['2027-03-07', '2027-03-08', '2027-06-01', '2027-07-31', '2027-08-01'].map(toCalendarDate);
    for (const day of days) expect(await programme.ledger(first.id, day)).toMatchObject({ difference: 0 });
    expect(await programme.ledger(first.id)).toEqual(frozen);
    expect(await programme.unaccounted(first.id)).toEqual([]);
    // From the day on which he was recorded he counts, in the round that was open then.
    const [open] = await programme.openRounds();
    expect((await programme.standings(open!.id)).length).toBe((await programme.ledger(open!.id))?.headcount);
    // Somebody who was known and yet not assigned is an alarm, in a closed round too.
    await app.work.run(() => app.db.execute(sql`UPDATE engagement SET recorded_at = NULL WHERE from_on = '2027-03-08'`));
    expect(await programme.ledger(first.id, toCalendarDate('2027-06-01'))).toMatchObject({ difference: 1 });
  });

  it('counts its dates from the day on which it really opens', async () => {
    const { programme, world } = it_;
    value(await programme.approveRound(it_.by(world.ada), { code: '2027-1', opensOn: '2027-03-08' as never }));
    it_.on('2027-03-10');
    value(await programme.openRound(it_.by(world.ada), '2027-1'));
    const round = await programme.round('2027-1');
    expect(round).toMatchObject({ opensOn: '2027-03-10', dueOn: '2027-04-21' });
    expect(round?.reasons.map(({ code }) => code)).toEqual(['chosen', 'opened-on-another-day']);
  });

  it('takes the reason of the approval for the approved day, and asks for another on an earlier one', async () => {
    const { programme, world } = it_;
    value(await programme.openRound(it_.system(), '2027-1'));
    it_.on('2027-05-03');
    const override = { reason: 'La temporada alta se adelanta' };
    value(await programme.approveRound(it_.by(world.ada), { code: '2027-2', opensOn: '2027-06-07' as never, override }));
    it_.on('2027-05-20');
    expect(await programme.openRound(it_.system(), '2027-2')).toMatchObject({ ok: false, refusal: 'too-early' });
    it_.on('2027-06-07');
    value(await programme.openRound(it_.system(), '2027-2'));
    expect(await programme.round('2027-2')).toMatchObject({ overrideReason: override.reason, overrideBy: world.ada });
  });

  it('gives the earliest moment of start and completion, and never moves them', async () => {
    const { programme, world } = it_;
    value(await programme.openRound(it_.system(), '2027-1'));
    const [mine] = await programme.assignmentsOf(world.chi);
    const early = it_.system().now;
    expect(await programme.recordStart(mine!.id, early)).toBe(true);
    it_.on('2027-03-20');
    expect(await programme.recordStart(mine!.id, it_.system().now)).toBe(false);
    expect(await programme.recordCompletion(mine!.id, it_.system().now)).toBe(true);
    const completed = it_.system().now;
    it_.on('2027-03-21');
    expect(await programme.recordCompletion(mine!.id, it_.system().now)).toBe(false);
    expect(await programme.assignment(mine!.id)).toMatchObject({ startedAt: early, completedAt: completed });
    expect(await programme.recordStart(newId(), early)).toBe(false);
  });
});

describe('approving a round', () => {
  let it_: ProgrammeWorld;
  beforeEach(async () => {
    it_ = await startProgramme();
  });
  afterEach(() => it_.app.close());

  it('stores the first proposal, once, and lets it be taken back until it opens', async () => {
    const { programme, world } = it_;
    const ada = it_.by(world.ada);
    const [proposal] = (await programme.plan(ada, 4)).rounds;
    expect(proposal).toMatchObject({ id: null, code: '2027-1', unit: UNIT, state: 'proposed', opensOn: '2027-03-01', gapMonths: null });
    const yes = () => programme.approveRound(ada, { code: proposal!.code, opensOn: proposal!.opensOn });
    const presses = await Promise.all([yes(), yes(), yes()]);
    expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await programme.plan(ada, 4)).rounds.slice(0, 2)).toMatchObject([
      { state: 'approved', code: '2027-1' },
      { state: 'proposed', code: '2027-2', unit: SECOND_UNIT },
    ]);

    const round = await programme.round('2027-1');
    const withdraw = () => programme.withdrawApproval(ada, round!.id);
    const withdrawals = await Promise.all([withdraw(), withdraw()]);
    expect(withdrawals.map((one) => (one.ok ? 'done' : one.refusal)).sort()).toEqual(['already-withdrawn', 'done']);
    expect(await programme.round('2027-1')).toBeNull();
    value(await programme.openRound(ada, '2027-1'));
    const open = await programme.round('2027-1');
    expect(await programme.withdrawApproval(ada, open!.id)).toMatchObject({ ok: false, refusal: 'already-open' });
  });

  it('refuses a day that the rule does not allow, a day gone by, an old page and a unit that nobody wrote', async () => {
    const { programme, world } = it_;
    const ada = it_.by(world.ada);
    value(await programme.openRound(ada, '2027-1'));
    const approve = (opensOn: string, code = '2027-2') => programme.approveRound(it_.by(world.ada), { code, opensOn: opensOn as never });
    expect(await approve('2027-06-30')).toMatchObject({ refusal: 'too-early' });
    expect(await approve('2027-09-02')).toMatchObject({ refusal: 'too-late' });
    expect(await approve('2027-02-01')).toMatchObject({ refusal: 'day-has-passed' });
    expect(await approve('2027-08-02', '2027-9')).toMatchObject({ refusal: 'plan-has-changed' });
    value(await programme.addBlackout(ada, { fromOn: '2027-08-01' as never, untilOn: '2027-08-20' as never, reason: 'Inventario' }));
    expect(await approve('2027-08-02')).toMatchObject({ refusal: 'in-blackout', details: { blackout: 'Inventario' } });
    const another = { fromOn: '2027-12-20' as never, untilOn: '2027-12-27' as never, reason: 'Fin de año' };
    value(await programme.addBlackout(ada, another));
    const { id } = (await programme.settings()).blackouts.find(({ reason }) => reason === another.reason)!;
    const remove = () => programme.removeBlackout(ada, id);
    expect((await Promise.all([remove(), remove()])).map(({ ok }) => ok).sort()).toEqual([false, true]);
    value(await approve('2027-07-26'));
    expect(await approve('2027-07-26')).toMatchObject({ refusal: 'already-approved' });
    expect(await approve('2027-07-27')).toMatchObject({ refusal: 'another-round-is-waiting' });
    it_.on('2027-07-26');
    value(await programme.openRound(it_.by(world.ada), '2027-2'));
    const third = (await programme.plan(it_.by(world.ada), 4)).rounds.find(({ state }) => state === 'proposed');
    expect(third?.written).toBe(false);
    expect(await approve(third!.opensOn, third!.code)).toMatchObject({ refusal: 'unit-not-written' });
  });

  it('plans four years ahead, each round four to six months after the other, and says what is still to be written', async () => {
    const { programme, app } = it_;
    await publish(app, '03-tercera');
    const { rounds, blocked } = await programme.plan(it_.system(), 4, '2027-02-01' as never);
    expect(blocked).toBeNull();
    expect(rounds[0]).toMatchObject({ opensOn: '2027-02-01', gapMonths: null });
    expect(rounds.length).toBeGreaterThanOrEqual(9);
    for (const round of rounds.slice(1)) expect(round.gapMonths! >= 4 && round.gapMonths! <= 6).toBe(true);
    const unwritten = rounds.filter(({ written }) => !written);
    expect(rounds.slice(0, 3).map(({ unitNumber }) => unitNumber)).toEqual([1, 2, 3]);
    expect(rounds.slice(-unwritten.length)).toEqual(unwritten);
    for (const { unit, unitNumber, title } of unwritten) expect([unit, title]).toEqual([String(unitNumber).padStart(2, '0'), null]);
  });
});
