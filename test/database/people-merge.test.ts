import fc from 'fast-check';
import { addDays, toCalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { type DuplicateId, newId, type MergeId, type PersonId } from '#kernel/id';
import { AccreditationService } from '#modules/accreditation';
import { AccountService, SessionService, SignInService } from '#modules/identity';
import { AbsencesService, EngagementsService, MergesService, PeopleService, RosterService } from '#modules/people';
import { ExemptionsService, ProgrammeService } from '#modules/programme';
import { raw, sql } from '#platform/database/sql';
import { Duplicates } from '../../src/modules/people/data/duplicates.repository';
import { isSameEmployer } from '../../src/modules/people/domain/engagement-change';
import { overlap } from '../../src/modules/people/domain/person';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { openRound, type OpenedRound } from '../support/learning';
import { createWorld, type World } from '../support/world';

const TABLES = [
  'person',
  'engagement',
  'absence',
  'assignment',
  'exemption',
  'extension',
  'earlier_due',
  'completion',
  'diploma',
  'role_grant',
  'notice',
  'joining_request',
  'attempt',
  'diploma_holder',
  'diploma_link',
] as const;
const FROM = toCalendarDate('2026-11-01');

/** What one of the two records has lived through before somebody saw that they are one. */
interface Life {
  readonly from: number;
  readonly until: number | null;
  readonly contractor: boolean;
  readonly progress: 'none' | 'started' | 'completed';
  readonly away: number | null;
  readonly extension: 'none' | 'waiting' | 'granted' | 'refused';
  readonly exempt: boolean;
  /** A test begun and not handed in. */
  readonly attempt: boolean;
  /** Of several units: of the same, or of different ones. */
  readonly ladder: 'none' | 'two' | 'three';
  readonly shownAs: 'nothing' | 'name' | 'initials';
  readonly link: boolean;
  readonly role: boolean;
  readonly email: boolean;
  readonly leads: boolean;
}

const lives: fc.Arbitrary<Life> = fc.record({
  from: fc.integer({ min: 0, max: 125 }),
  until: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 3 }),
  contractor: fc.boolean(),
  progress: fc.constantFrom('none', 'started', 'completed'),
  away: fc.option(fc.integer({ min: 80, max: 140 })),
  extension: fc.constantFrom('none', 'waiting', 'granted', 'refused'),
  exempt: fc.boolean(),
  attempt: fc.boolean(),
  ladder: fc.constantFrom('none', 'two', 'three'),
  shownAs: fc.constantFrom('nothing', 'name', 'initials'),
  link: fc.boolean(),
  role: fc.boolean(),
  email: fc.boolean(),
  leads: fc.boolean(),
});

jest.setTimeout(240_000);

describe('merging two records', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  let ctx: Context;
  let merges: MergesService;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    round = await openRound(app, world);
    merges = app.get(MergesService);
    ctx = {
      ...app.get(Contexts).system('test'),
      actor: { kind: 'person', personId: world.ada, name: 'Ada Aguilar', roles: ['hr'], isManager: false, supplierIds: [] },
    };
  });
  afterAll(() => app.close());

  const everything = async (): Promise<Record<string, unknown>> => {
    const all: Record<string, unknown> = {};
    for (const table of TABLES) all[table] = await app.db.rows(sql`SELECT * FROM ${raw(table)} ORDER BY 1, 2`);
    return all;
  };
  const difference = async (): Promise<number | undefined> => (await app.get(ProgrammeService).ledger(round.roundId))?.difference;

  /** The newest event of an assignment is the assignment as it is. */
  const eventsThatLag = () =>
    app.db.rows(sql`
      SELECT a.person_id, a.left_on, v.left_on AS said FROM assignment a JOIN assignment_event v ON v.assignment_id = a.id
      WHERE v.number = (SELECT MAX(number) FROM assignment_event WHERE assignment_id = a.id)
        AND (COALESCE(a.left_on, '') <> COALESCE(v.left_on, '') OR a.due_on <> v.due_on OR a.due_reason <> v.due_reason
          OR a.absence_days <> v.absence_days OR a.extension_days <> v.extension_days)`);

  const live = async (life: Life): Promise<PersonId> => {
    const from = addDays(FROM, life.from);
    const code = newId().slice(-9);
    const enrolled = await app.get(PeopleService).enrol(
      ctx,
      {
        personCode: code,
        givenName: 'Rosa',
        familyName: 'Quispe',
        email: life.email ? (`${code}@example.com` as never) : null,
        language: 'es',
        phone: life.email ? '999' : null,
        nationalId: null,
        birthYear: life.leads ? 1990 : null,
      },
      {
        kind: life.contractor ? 'contractor' : 'staff',
        supplier: life.contractor ? 'Limpieza SA' : null,
        team: 'Tienda',
        site: null,
        jobTitle: null,
        managerCode: 'E002',
        fromOn: from,
        untilOn: life.until === null ? null : addDays(from, life.until),
      },
    );
    if (!enrolled.ok) throw new Error(enrolled.refusal);
    const id = enrolled.value;
    if (life.away !== null)
      await app
        .get(AbsencesService)
        .record(ctx, id, { kind: 'leave', fromOn: addDays(FROM, life.away), untilOn: addDays(FROM, life.away + 9) });
    if (life.role) await app.get(AccountService).grant(ctx, id, { role: 'auditor', supplierId: null });
    if (life.leads)
      await app.get(EngagementsService).start(ctx, world.fay, {
        kind: 'contractor',
        supplier: `S ${code}`,
        team: null,
        site: null,
        jobTitle: null,
        managerCode: code,
        fromOn: FROM,
        untilOn: null,
      });
    const assignment = (await app.get(ProgrammeService).assignmentsOf(id)).find(({ roundId }) => roundId === round.roundId);
    if (assignment && life.extension !== 'none')
      await app.work.run(() =>
        app.db.insert('extension', [
          {
            id: newId(),
            personId: id,
            roundId: round.roundId,
            days: 14,
            reason: '',
            askedAt: MONDAY,
            askedBy: id,
            decidedAt: life.extension === 'waiting' ? null : MONDAY,
            decidedBy: life.extension === 'waiting' ? null : world.ada,
            granted: life.extension === 'waiting' ? null : life.extension === 'granted' ? 1 : 0,
          },
        ]),
      );
    if (assignment && life.progress !== 'none') await app.get(ProgrammeService).recordStart(assignment.id, MONDAY);
    if (assignment && life.exempt) {
      const span = { reasonCode: 'health', evidence: 'Constancia', fromOn: ctx.today, untilOn: addDays(ctx.today, 20) } as const;
      await app.get(ExemptionsService).grant(ctx, id, round.roundId, span);
    }
    if (assignment && life.progress === 'completed') await complete(id, assignment.id);
    await holds(id, life, assignment?.id ?? null);
    await app.work.run(() =>
      app.db.insert('notice', [
        {
          id: newId(),
          personId: id,
          roundId: round.roundId,
          template: 'reminder',
          step: 1,
          channel: 'mail',
          saidOn: ctx.today,
          saidAt: MONDAY,
          saidBy: null,
        },
      ]),
    );
    await app.get(ProgrammeService).reconcile(ctx);
    return id;
  };
  const holds = (personId: PersonId, { attempt, ladder, shownAs, link }: Life, assignmentId: string | null): Promise<void> =>
    app.work.run(async () => {
      const [code, hash] = [newId(), newId()];
      const open = { number: 1, items: '[]', passMark: 7, total: 10, startedAt: MONDAY, submittedAt: null, score: null };
      const several = { code, kind: 'ladder', level: 'learned', issue: 1, completionId: null, editionId: null };
      const snapshot = { snapshot: JSON.stringify({ format: 2 }), snapshotHash: 'x', issuedAt: MONDAY };
      const never = { sentTo: null, lastUsedAt: null, revokedAt: null };
      if (attempt && assignmentId !== null) await app.db.insert('attempt', [{ id: newId(), assignmentId, ...open }]);
      if (ladder !== 'none') await app.db.insert('diploma', [{ id: newId(), personId, accredits: ladder, ...several, ...snapshot }]);
      if (shownAs !== 'nothing') await app.db.insert('diploma_holder', [{ id: newId(), personId, shownAs, chosenAt: MONDAY }]);
      if (link) await app.db.insert('diploma_link', [{ id: newId(), personId, secretHash: hash, createdAt: MONDAY, ...never }]);
    });
  const complete = async (personId: PersonId, assignmentId: string): Promise<string> => {
    await app.get(ProgrammeService).recordCompletion(assignmentId as never, MONDAY);
    const completionId = newId();
    const edition = await app.db.row<{ editionId: string }>(sql`SELECT edition_id FROM round WHERE id = ${round.roundId}`);
    const editionId = edition!.editionId;
    const code = newId().slice(-12);
    await app.work.run(async () => {
      await app.db.insert('completion', [
        { id: completionId, assignmentId, personId, roundId: round.roundId, editionId, score: 9, total: 10, completedAt: MONDAY },
      ]);
      await app.db.insert('diploma', [
        {
          id: newId(),
          code,
          kind: 'unit',
          accredits: editionId,
          issue: 1,
          level: 'learned',
          completionId,
          personId,
          editionId,
          snapshot: JSON.stringify({ format: 2 }),
          snapshotHash: 'x',
          issuedAt: MONDAY,
        },
      ]);
    });
    return completionId;
  };
  const merged = async (kept: PersonId, other: PersonId): Promise<MergeId> => {
    const outcome = await merges.merge(ctx, kept, other);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return outcome.value;
  };

  it('and parting them again leaves everything as it was, whatever either has lived through', async () => {
    await fc.assert(
      fc.asyncProperty(lives, lives, async (one, other) => {
        const [kept, lost] = [await live(one), await live(other)];
        const before = await everything();
        expect(await difference()).toBe(0);
        const id = await merged(kept, lost);
        expect(await difference()).toBe(0);
        expect(await app.db.rows(sql`SELECT id FROM engagement WHERE person_id = ${lost}`)).toEqual([]);
        expect(await app.db.rows(sql`SELECT id FROM assignment WHERE person_id = ${lost} AND left_on IS NULL`)).toEqual([]);
        const staff = await app.get(EngagementsService).of(kept);
        for (const [n, engagement] of staff.entries())
          for (const later of staff.slice(n + 1)) expect(isSameEmployer(engagement, later) && overlap(engagement, later)).toBe(false);
        const total = await app.db.row<{ done: number }>(
          sql`SELECT COUNT(*) AS done FROM assignment WHERE person_id = ${kept} AND completed_at IS NOT NULL`,
        );
        const everCompleted = await app.db.row<{ done: number }>(
          sql`SELECT COUNT(*) AS done FROM assignment WHERE person_id IN (${kept}, ${lost}) AND completed_at IS NOT NULL`,
        );
        expect(total!.done).toBe(Math.min(1, everCompleted!.done));
        expect(await app.get(ProgrammeService).reconcile(ctx)).toBe(0);
        const ladders = await app.db.row<{ shelf: number }>(
          sql`SELECT COUNT(*) AS shelf FROM diploma WHERE person_id = ${kept} AND kind = 'ladder'`,
        );
        expect(ladders!.shelf).toBe(new Set([one.ladder, other.ladder].filter((ladder) => ladder !== 'none')).size);
        expect(await merges.unmerge(ctx, id)).toMatchObject({ ok: true });
        expect(await difference()).toBe(0);
        expect(await everything()).toEqual(before);
        expect(await app.get(ProgrammeService).reconcile(ctx)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  const plain: Life = {
    from: 0,
    until: null,
    contractor: false,
    progress: 'none',
    away: null,
    extension: 'none',
    exempt: false,
    attempt: false,
    ladder: 'none',
    shownAs: 'nothing',
    link: false,
    role: false,
    email: false,
    leads: false,
  };

  it('gives the kept record the completed assignment and its diploma, which verifies as before', async () => {
    const kept = await live({ ...plain, progress: 'started' });
    const lost = await live({ ...plain, contractor: true, progress: 'completed' });
    const diploma = await app.db.row<{ code: string }>(sql`SELECT code FROM diploma WHERE person_id = ${lost}`);
    const before = await app.get(AccreditationService).verify(diploma!.code);
    const id = await merged(kept, lost);
    expect(await app.db.row(sql`SELECT person_id FROM diploma WHERE code = ${diploma!.code}`)).toEqual({ personId: kept });
    expect(await app.get(AccreditationService).verify(diploma!.code)).toEqual(before);
    expect((await app.get(ProgrammeService).assignmentsOf(kept)).map(({ completedAt }) => completedAt)).toEqual([MONDAY]);
    await merges.unmerge(ctx, id);
    expect(await app.db.row(sql`SELECT person_id FROM diploma WHERE code = ${diploma!.code}`)).toEqual({ personId: lost });
  });

  it('shuts every way in as the merged record, and opens it again when they part', async () => {
    const [kept, lost] = [await live({ ...plain, email: true }), await live({ ...plain, contractor: true })];
    const code = (await app.db.row<{ personCode: string }>(sql`SELECT person_code FROM person WHERE id = ${lost}`))!.personCode;
    const prepared = await app
      .get(AccountService)
      .prepareFirst('una frase larga y propia', { givenName: 'R', familyName: 'Q', personCode: code, email: null });
    if (!prepared.ok) throw new Error(prepared.refusal);
    await app.work.run(() =>
      app.db.insert('credential', [
        { id: lost, passwordHash: null, pinHash: prepared.value, failures: 0, lockedUntil: null, changedAt: MONDAY },
      ]),
    );
    const token = await app.get(SessionService).begin(lost, MONDAY);
    const visitor = app.visitor();
    visitor.cookies.set('cadencia-session', token);
    expect((await visitor.get('/my')).status).toBe(200);
    const signIn = () =>
      app
        .get(SignInService)
        .signIn({ ...ctx, actor: { kind: 'nobody' } }, { kind: 'pin', personCode: code, pin: 'una frase larga y propia' }, '10.0.0.1');
    const id = await merged(kept, lost);
    expect((await visitor.get('/my')).status).toBe(303);
    expect(await signIn()).toMatchObject({ ok: false, refusal: 'wrong' });
    expect(await merges.merge(ctx, world.ben, lost)).toMatchObject({ refusal: 'already-merged' });
    await merges.unmerge(ctx, id);
    expect(await signIn()).toMatchObject({ ok: true });
    expect((await visitor.get('/my')).status).toBe(303);
  });

  it('lends the secret to a kept record that has none, and takes it back with all that it opened', async () => {
    const [kept, lost, withMail] = [await live(plain), await live({ ...plain, from: 30 }), await live({ ...plain, email: true })];
    const pin = { passwordHash: null, pinHash: 'hash of a PIN', failures: 0, lockedUntil: null, changedAt: MONDAY };
    await app.work.run(() => app.db.insert('credential', [{ id: lost, ...pin }]));
    const pinOf = async (id: PersonId) =>
      (await app.db.row<{ pinHash: string | null }>(sql`SELECT pin_hash FROM credential WHERE id = ${id}`))?.pinHash ?? null;
    const id = await merged(kept, lost);
    expect(await pinOf(kept)).toBe('hash of a PIN');
    const token = await app.get(SessionService).begin(kept, MONDAY);
    const visitor = app.visitor();
    visitor.cookies.set('cadencia-session', token);
    expect((await visitor.get('/my')).status).toBe(200);
    await merges.unmerge(ctx, id);
    expect([await pinOf(kept), await pinOf(lost)]).toEqual([null, 'hash of a PIN']);
    expect((await visitor.get('/my')).status).toBe(303);
    // Whoever reads mail has a password, as everywhere.
    await merges.unmerge(ctx, await merged(withMail, lost));
    expect(await pinOf(withMail)).toBeNull();
  });

  it('leaves one engagement open with one employer, and a file speaks of it under either code', async () => {
    const [kept, lost] = [await live({ ...plain, from: 20 }), await live({ ...plain, from: 60 })];
    const before = await everything();
    const id = await merged(kept, lost);
    expect((await app.get(EngagementsService).of(kept)).map(({ fromOn, untilOn }) => [fromOn, untilOn])).toEqual([
      [addDays(FROM, 20), null],
      [addDays(FROM, 60), addDays(FROM, 60)],
    ]);
    for (const [personId, from] of [
      [kept, 20],
      [lost, 60],
    ] as const) {
      const code = (await app.db.row<{ personCode: string }>(sql`SELECT person_code FROM person WHERE id = ${personId}`))!.personCode;
      const bytes = Buffer.from(`codigo,nombres,apellidos,tipo,ingreso,salida\n${code},Rosa,Quispe,empleado,${addDays(FROM, from)},`);
      const checked = await app.get(RosterService).checkFile(ctx, { name: 'one.csv', bytes, mode: 'partial', source: 'command' });
      expect(checked.ok && checked.value).toMatchObject({ unchanged: 1, changed: 0, rejected: [] });
    }
    await merges.unmerge(ctx, id);
    expect(await everything()).toEqual(before);
  });

  it('leaves with the kept record what came after the merge', async () => {
    const kept = await live({ ...plain, until: 30 });
    const lost = await live({ ...plain, contractor: true });
    const id = await merged(kept, lost);
    const [assignment] = await app.get(ProgrammeService).assignmentsOf(kept);
    const later = '2027-03-02T14:00:00.000Z' as typeof MONDAY;
    await app.get(ProgrammeService).recordStart(assignment!.id, later);
    await app.get(ProgrammeService).recordCompletion(assignment!.id, later);
    await merges.unmerge({ ...ctx, now: later }, id);
    expect((await app.get(ProgrammeService).assignmentsOf(kept)).map(({ id: own }) => own)).toEqual([assignment!.id]);
    expect((await app.get(ProgrammeService).assignmentsOf(lost)).map(({ completedAt }) => completedAt)).toEqual([null]);
    expect(await difference()).toBe(0);
  });

  it('leaves with the kept record what was only begun since, and a phone that was corrected since', async () => {
    const kept = await live({ ...plain, until: 30 });
    const lost = await live({ ...plain, contractor: true, email: true });
    const id = await merged(kept, lost);
    const person = async (who: PersonId) =>
      (await app.db.row<{ phone: string | null; email: string | null }>(sql`SELECT phone, email FROM person WHERE id = ${who}`))!;
    expect(await person(kept)).toMatchObject({ phone: '999' });
    await app.work.run(() => app.db.execute(sql`UPDATE person SET phone = '555' WHERE id = ${kept}`));
    const [assignment] = await app.get(ProgrammeService).assignmentsOf(kept);
    await app.get(ProgrammeService).recordStart(assignment!.id, '2027-03-02T14:00:00.000Z' as typeof MONDAY);
    await merges.unmerge(ctx, id);
    expect((await app.get(ProgrammeService).assignmentsOf(kept)).map(({ id: own }) => own)).toEqual([assignment!.id]);
    expect((await app.get(ProgrammeService).assignmentsOf(lost)).map(({ startedAt }) => startedAt)).toEqual([null]);
    expect(await person(kept)).toEqual({ phone: '555', email: null });
    expect((await person(lost)).email).not.toBeNull();
    expect(await difference()).toBe(0);
  });

  it('leaves how a holder is named as they have chosen since, and gives back what nobody has touched', async () => {
    const shownTo = async (id: PersonId) => app.db.rows(sql`SELECT shown_as FROM diploma_holder WHERE person_id = ${id}`);
    for (const chosenSince of [true, false]) {
      const [kept, lost] = [await live(plain), await live({ ...plain, contractor: true, shownAs: 'initials' })];
      const id = await merged(kept, lost);
      expect(await shownTo(kept)).toEqual([{ shownAs: 'initials' }]);
      if (chosenSince)
        await app.work.run(() =>
          app.db.execute(sql`UPDATE diploma_holder SET chosen_at = '2027-03-02T14:00:00.000Z' WHERE person_id = ${kept}`),
        );
      await merges.unmerge(ctx, id);
      expect([(await shownTo(kept)).length, (await shownTo(lost)).length]).toEqual(chosenSince ? [1, 0] : [0, 1]);
    }
  });

  it('gives a transfer since the merge to whose engagement it continues', async () => {
    const [kept, lost] = [await live(plain), await live({ ...plain, contractor: true })];
    const id = await merged(kept, lost);
    const engagements = app.get(EngagementsService);
    const contract = async () => (await engagements.of(kept)).filter(({ kind }) => kind === 'contractor').at(-1)!;
    const place = { site: null, jobTitle: null, managerCode: null };
    const later = { ...ctx, now: '2027-03-02T14:00:00.000Z' as typeof MONDAY };
    await engagements.move(later, (await contract()).id, { ...place, team: 'Bodega' }, addDays(FROM, 130));
    await engagements.move(later, (await contract()).id, { ...place, team: 'Taller' }, addDays(FROM, 140));
    expect(await merges.unmerge(ctx, id)).toMatchObject({ ok: true });
    expect((await engagements.of(kept)).map(({ kind, untilOn }) => [kind, untilOn])).toEqual([['staff', null]]);
    expect((await engagements.of(lost)).map(({ kind, untilOn }) => [kind, untilOn])).toEqual([
      ['contractor', addDays(FROM, 130)],
      ['contractor', addDays(FROM, 140)],
      ['contractor', null],
    ]);
    expect(await difference()).toBe(0);
  });

  it('does not bring back days that somebody has corrected since', async () => {
    const [kept, lost] = [await live({ ...plain, until: 100 }), await live({ ...plain, from: 50 })];
    const id = await merged(kept, lost);
    const engagements = app.get(EngagementsService);
    const ownOf = async (personId: PersonId) => (await engagements.of(personId)).find(({ fromOn }) => fromOn === FROM)!;
    expect((await ownOf(kept)).untilOn).toBe(addDays(FROM, 50));
    expect(await engagements.end(ctx, (await ownOf(kept)).id, addDays(FROM, 39))).toMatchObject({ ok: true });
    expect(await merges.unmerge(ctx, id)).toMatchObject({ ok: true });
    expect((await ownOf(kept)).untilOn).toBe(addDays(FROM, 40));
  });

  it('does not bring back days that have been given to another engagement since', async () => {
    const [kept, lost] = [await live({ ...plain, until: 100 }), await live({ ...plain, from: 50 })];
    const id = await merged(kept, lost);
    const engagements = app.get(EngagementsService);
    const longer = (await engagements.of(kept)).find(({ fromOn }) => fromOn === addDays(FROM, 50))!;
    await engagements.end(ctx, longer.id, addDays(FROM, 59));
    const back = { kind: 'staff', supplier: null, team: 'Tienda', site: null, jobTitle: null, managerCode: null } as const;
    expect(await engagements.start(ctx, kept, { ...back, fromOn: addDays(FROM, 70), untilOn: null })).toMatchObject({ ok: true });
    expect(await merges.unmerge(ctx, id)).toMatchObject({ ok: true });
    const own = await engagements.of(kept);
    for (const [n, engagement] of own.entries())
      for (const later of own.slice(n + 1)) expect(isSameEmployer(engagement, later) && overlap(engagement, later)).toBe(false);
  });

  it('leaves nobody as their own manager, nor under somebody whom they manage, and gives every manager back', async () => {
    const leads = { ...plain, leads: true };
    const [kept, lost, between] = [await live(leads), await live({ ...leads, contractor: true }), await live(leads)];
    const codeOf = async (id: PersonId) =>
      (await app.db.row<{ personCode: string }>(sql`SELECT person_code FROM person WHERE id = ${id}`))!.personCode;
    const under = async (id: PersonId, manager: PersonId): Promise<void> => {
      const [engagement] = await app.get(EngagementsService).of(id);
      const place = { team: 'Tienda', site: null, jobTitle: null, managerCode: await codeOf(manager) };
      const moved = await app.get(EngagementsService).move(ctx, engagement!.id, place, engagement!.fromOn);
      if (!moved.ok && moved.refusal !== 'nothing-moves') throw new Error(moved.refusal);
    };
    const managers = () =>
      app.db.rows<{ personId: PersonId; managerId: PersonId | null }>(
        sql`SELECT person_id, manager_id FROM engagement WHERE person_id IN (${kept}, ${lost}, ${between}) ORDER BY id`,
      );
    for (const arrange of [
      () => under(lost, kept),
      () => under(kept, lost),
      async () => {
        await under(between, kept);
        await under(lost, between);
      },
      async () => {
        await under(between, lost);
        await under(kept, between);
      },
    ]) {
      for (const one of [kept, lost, between]) await under(one, world.ben);
      await arrange();
      const before = await managers();
      const id = await merged(kept, lost);
      for (const { personId, managerId } of await managers()) {
        expect(managerId).not.toBe(lost);
        expect(personId === kept && (managerId === kept || managerId === between)).toBe(false);
      }
      expect(await merges.unmerge(ctx, id)).toMatchObject({ ok: true });
      expect(await managers()).toEqual(before);
    }
  });

  it('writes down what became of each assignment, there and back', async () => {
    const [kept, lost] = [await live({ ...plain, progress: 'started' }), await live({ ...plain, contractor: true })];
    const id = await merged(kept, lost);
    expect(await eventsThatLag()).toEqual([]);
    await merges.unmerge(ctx, id);
    expect(await eventsThatLag()).toEqual([]);
  });

  it('is undone the last first, and is never of oneself', async () => {
    const [a, b, c] = [await live(plain), await live({ ...plain, contractor: true }), await live({ ...plain, until: 10 })];
    const first = await merged(a, b);
    const second = await merged(a, c);
    expect(await merges.unmerge(ctx, first)).toMatchObject({ refusal: 'later-merge-first' });
    expect(await merges.unmerge(ctx, second)).toMatchObject({ ok: true });
    const third = await merged(c, a);
    expect(await merges.unmerge(ctx, first)).toMatchObject({ refusal: 'later-merge-first' });
    expect(await merges.unmerge(ctx, third)).toMatchObject({ ok: true });
    expect(await merges.unmerge(ctx, first)).toMatchObject({ ok: true });
    expect(await merges.unmerge(ctx, first)).toMatchObject({ refusal: 'already-two' });
    expect(await merges.merge(ctx, a, a)).toMatchObject({ refusal: 'same-record' });
    expect(await merges.merge(ctx, a, world.ada)).toMatchObject({ refusal: 'own-record' });
    expect(await difference()).toBe(0);
  });

  it('is suggested of so many pairs at most, among which those that are two people take nobody’s place', async () => {
    const duplicates = app.get(Duplicates);
    const suspected = (a: PersonId, b: PersonId) => {
      const [firstId, secondId] = [a, b].sort() as [PersonId, PersonId];
      return { firstId, secondId, why: ['name'] as const, strength: 1 };
    };
    const [one, other] = [suspected(world.ada, world.ben), suspected(world.chi, world.fay)];
    const replace = (found: readonly ReturnType<typeof suspected>[]) => app.work.run(() => duplicates.replace(found, 1, MONDAY));
    const kept = () => app.db.rows<{ id: DuplicateId; firstId: PersonId }>(sql`SELECT id, first_id FROM duplicate_pair`);
    expect(await replace([one, other])).toBe(1);
    const [pair] = await kept();
    expect(pair).toMatchObject({ firstId: one.firstId });
    await app.work.run(() => duplicates.dismiss(pair!.id, world.ada, MONDAY));
    expect(await replace([one, other])).toBe(1);
    expect(await kept()).toHaveLength(2);
    expect(await replace([])).toBe(0);
    expect(await kept()).toEqual([pair]);
  });
});
