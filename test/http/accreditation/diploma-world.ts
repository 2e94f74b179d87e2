import { type EditionId, newId, type PersonId, type RoundId } from '#kernel/id';
import type { Context } from '#kernel/context';
import { CurriculumService } from '#modules/curriculum';
import { AccreditationService } from '#modules/accreditation';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { createWorld, type World } from '../../support/world';

export const UNIT = '01-mi-trabajo-es-el-cliente';

/** The cast in a company with the first unit published and a round of it open. */
export interface DiplomaWorld {
  readonly app: TestApp;
  readonly world: World;
  readonly round: RoundId;
  readonly edition: EditionId;
  readonly accreditation: AccreditationService;
  ctx(): Context;
  /** The same of another unit, at that moment: its edition and its round are made where they are missing. */
  completesUnit(personId: PersonId, unit: string, at: string): Promise<string>;
  /** As learning leaves it when somebody has done everything: a completion, and no diploma yet. */
  completes(personId: PersonId, score?: number): Promise<string>;
  issue(): Promise<number>;
  /** Of the newest diploma of a unit. */
  codeOf(personId: PersonId): Promise<string>;
  /** After a crash and a new start, on the same database. */
  restart(): Promise<DiplomaWorld>;
}

export async function startDiplomas(): Promise<DiplomaWorld> {
  const app = await startApp();
  const world = await createWorld(app);
  const ctx = (): Context => app.get(Contexts).system('test');
  const published = await app.get(CurriculumService).publish(ctx(), UNIT);
  if (!published.ok) throw new Error(`${published.refusal} ${JSON.stringify(published.details)}`);
  const edition = published.value.id;
  const round = newId<'round'>();
  await app.work.run(() =>
    app.db.insert('round', [
      {
        id: round,
        kind: 'company',
        code: '2027-1',
        unit: UNIT,
        editionId: edition,
        opensOn: '2027-03-01',
        dueOn: '2027-04-11',
        closesOn: '2027-04-12',
        gapMonths: null,
        reason: '{}',
        proposedAt: MONDAY,
        approvedAt: MONDAY,
        approvedBy: world.ada,
        overrideReason: null,
        overrideBy: null,
        openedAt: MONDAY,
        openedBy: world.ada,
        closedAt: null,
        ledger: null,
      },
    ]),
  );
  return diplomasIn(app, world, round, edition);
}

function diplomasIn(app: TestApp, world: World, round: RoundId, edition: EditionId): DiplomaWorld {
  const ctx = (): Context => app.get(Contexts).system('test');
  const accreditation = app.get(AccreditationService);
  return {
    app,
    world,
    round,
    edition,
    accreditation,
    ctx,
    completes: (personId, score = 13) => complete(app, { personId, round, edition, score, at: MONDAY }),
    completesUnit: async (personId, unit, at) => complete(app, { personId, ...(await roundOf(app, edition, round, unit)), score: 13, at }),
    issue: () => accreditation.issueDue(ctx()),
    restart: async () => diplomasIn(await app.restart(), world, round, edition),
    async codeOf(personId) {
      const row = await app.db.row<{ code: string }>(
        sql`SELECT code FROM diploma WHERE person_id = ${personId} AND kind = 'unit' ORDER BY issued_at DESC, id DESC LIMIT 1`,
      );
      if (row === null) throw new Error('this person has no diploma');
      return row.code;
    },
  };
}

async function complete(
  { db, work }: TestApp,
  { personId, round, edition, score, at }: { personId: PersonId; round: RoundId; edition: EditionId; score: number; at: string },
): Promise<string> {
  const assignmentId = newId();
  const id = newId();
  await work.run(async () => {
    await db.insert('assignment', [
      {
        id: assignmentId,
        roundId: round,
        personId,
        dueOn: '2027-04-11',
        dueReason: 'round',
        absenceDays: 0,
        extensionDays: 0,
        assignedAt: MONDAY,
        startedAt: MONDAY,
        completedAt: at,
        leftOn: null,
      },
    ]);
    await db.insert('completion', [{ id, assignmentId, personId, roundId: round, editionId: edition, score, total: 15, completedAt: at }]);
  });
  return id;
}

/** The text of the published unit under another unit's name, and a round of it. */
async function roundOf(
  { db, work }: TestApp,
  text: EditionId,
  like: RoundId,
  unit: string,
): Promise<{ round: RoundId; edition: EditionId }> {
  const there = await db.row<{ id: RoundId; editionId: EditionId }>(sql`SELECT id, edition_id FROM round WHERE unit = ${unit}`);
  if (there) return { round: there.id, edition: there.editionId };
  const [edition, round] = [newId<'edition'>(), newId<'round'>()];
  await work.run(async () => {
    const content = await db.row<object>(sql`SELECT * FROM edition WHERE id = ${text}`);
    await db.insert('edition', [{ ...content, id: edition, unit, number: 1 }]);
    const open = await db.row<object>(sql`SELECT * FROM round WHERE id = ${like}`);
    await db.insert('round', [{ ...open, id: round, code: unit.slice(0, 6), unit, editionId: edition }]);
  });
  return { round, edition };
}
