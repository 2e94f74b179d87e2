import { newId, type AssignmentId, type PersonId, type RoundId } from '#kernel/id';
import { CurriculumService, type EditionContent, stepsFor } from '#modules/curriculum';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import type { TestApp } from './app';
import type { Answer, Visitor } from './visitor';
import type { World } from './world';

export const UNIT_ONE = '01-mi-trabajo-es-el-cliente';

/** Freezes the real first unit of curriculum/. */
export async function publishUnitOne(app: TestApp): Promise<EditionContent> {
  const curriculum = app.get(CurriculumService);
  const published = await curriculum.publish(app.get(Contexts).system('test'), UNIT_ONE);
  if (!published.ok && published.refusal !== 'already-published') throw new Error(`unit one cannot be published: ${published.refusal}`);
  const edition = await curriculum.latestEdition(UNIT_ONE);
  if (!edition) throw new Error('unit one has no edition');
  return curriculum.edition(edition.id);
}

export interface OpenedRound {
  readonly roundId: RoundId;
  readonly edition: EditionContent;
  assignmentOf(personId: PersonId): Promise<AssignmentId>;
  /** Somebody who starts today and gets the open round, for tests that need a person of their own. */
  join(): Promise<{ readonly personId: PersonId; readonly assignmentId: AssignmentId }>;
}

/** Publishes unit one and opens a round of it to everybody in the world. */
export async function openRound(app: TestApp, world: World): Promise<OpenedRound> {
  const edition = await publishUnitOne(app);
  const programme = app.get(ProgrammeService);
  const ctx = {
    ...app.get(Contexts).system('test'),
    actor: { kind: 'person', personId: world.ada, name: 'Ada Aguilar', roles: ['hr'], isManager: false, supplierIds: [] } as const,
  };
  const opened = await programme.openRound(ctx, UNIT_ONE, { override: { reason: 'The first round of the tests.' } });
  if (!opened.ok) throw new Error(`the round cannot be opened: ${opened.refusal}`);
  const assignmentOf = async (personId: PersonId): Promise<AssignmentId> => {
    const assignment = (await programme.assignmentsOf(personId)).find(({ roundId }) => roundId === opened.value.id);
    if (!assignment) throw new Error('no assignment for this person');
    return assignment.id;
  };
  return {
    roundId: opened.value.id,
    edition,
    assignmentOf,
    async join() {
      const personId = await newcomer(app, world);
      await programme.reconcile(app.get(Contexts).system('test'));
      return { personId, assignmentId: await assignmentOf(personId) };
    },
  };
}

async function newcomer({ db, work, clock }: TestApp, { shop, ben }: World): Promise<PersonId> {
  const id = newId<'person'>();
  const code = `N-${id.slice(-8)}`;
  const name = { givenName: 'Nadia', familyName: 'Núñez' };
  const contact = { email: null, phone: null, nationalId: null };
  await work.run(async () => {
    await db.insert('person', [
      {
        id,
        personCode: code,
        codeKey: code.toUpperCase(),
        ...name,
        ...contact,
        language: 'es',
        searchKey: 'nadia nunez',
        createdAt: clock.now(),
      },
    ]);
    await db.insert('engagement', [
      {
        id: newId(),
        personId: id,
        kind: 'staff',
        supplierId: null,
        teamId: shop,
        siteId: null,
        jobTitle: null,
        managerId: ben,
        fromOn: clock.today(),
        untilOn: null,
      },
    ]);
  });
  return id;
}

/** Presses what a person would press from the first lesson to the plan. Leads to the page that the last press answers with. */
export async function completeUnit(app: TestApp, visitor: Visitor, assignmentId: AssignmentId): Promise<Answer> {
  const edition = await editionOf(app, assignmentId);
  for (const { id } of edition.locales.es.lessons) await finishLesson(app, visitor, assignmentId, id);
  await takeTest(app, visitor, assignmentId, edition.test.draw);
  return writePlan(visitor, assignmentId);
}

/** Answers every practice of a lesson, well, and continues to its end. */
export async function finishLesson(app: TestApp, visitor: Visitor, assignmentId: AssignmentId, lessonId: string): Promise<Answer> {
  const edition = await editionOf(app, assignmentId);
  const lesson = edition.locales.es.lessons.find(({ id }) => id === lessonId);
  if (!lesson) throw new Error(`no lesson ${lessonId}`);
  let last: Answer | null = null;
  for (const { id, block } of stepsFor(lesson, 'public')) {
    const path = `/my/${assignmentId}/lessons/${lessonId}/${id}`;
    if (block.kind === 'choice') await sent(visitor.post(`${path}/answer`, { option: block.options.find(({ correct }) => correct)!.id }));
    if (block.kind === 'order')
      await sent(visitor.post(`${path}/answer`, await rightPlaces(visitor, path, wordings(edition, lessonId, id))));
    if (block.kind === 'write' || block.kind === 'recall' || block.kind === 'plan')
      await sent(visitor.post(`${path}/answer`, { text: 'Saludo a quien llega y le digo cuánto tardo.' }));
    last = await sent(visitor.post(`${path}/progress`));
  }
  if (!last) throw new Error('a lesson without steps');
  return last;
}

/** Starts the test where none is open, answers so many of its questions rightly and the others wrongly, and hands it in. */
export async function takeTest(app: TestApp, visitor: Visitor, assignmentId: AssignmentId, right: number): Promise<Answer> {
  await sent(visitor.post(`/my/${assignmentId}/test/attempts`));
  const { number, items } = await openAttempt(app, assignmentId);
  return sent(visitor.post(`/my/${assignmentId}/test/attempts/${number}/submission`, await answersTo(app, assignmentId, items, right)));
}

export function writePlan(visitor: Visitor, assignmentId: AssignmentId): Promise<Answer> {
  return sent(
    visitor.post(`/my/${assignmentId}/plan`, {
      situation: 'Si alguien llega mientras escribo',
      action: 'entonces levanto la vista, saludo y digo cuánto tardo',
    }),
  );
}

export async function openAttempt(app: TestApp, assignmentId: AssignmentId): Promise<{ number: number; items: readonly string[] }> {
  const row = await app.db.row<{ number: number; items: string }>(
    sql`SELECT number, items FROM attempt WHERE assignment_id = ${assignmentId} AND submitted_at IS NULL`,
  );
  if (!row) throw new Error('no attempt is open');
  return { number: row.number, items: (JSON.parse(row.items) as { item: string }[]).map(({ item }) => item) };
}

/** The fields of the test's form with so many right answers. */
export async function answersTo(
  app: TestApp,
  assignmentId: AssignmentId,
  items: readonly string[],
  right: number,
): Promise<Record<string, string>> {
  const edition = await editionOf(app, assignmentId);
  return Object.fromEntries(
    items.map((id, index) => {
      const item = edition.locales.es.items.find((one) => one.id === id)!;
      return [id, item.options.find(({ correct }) => correct === index < right)!.id];
    }),
  );
}

/** The steps of an exercise of order in their right order, as each language says them. */
function wordings(edition: EditionContent, lessonId: string, stepId: string): readonly (readonly string[])[] {
  return Object.values(edition.locales).map(({ lessons }) => {
    const step = stepsFor(
      lessons.find(({ id }) => id === lessonId)!,
      'public',
    ).find(({ id }) => id === stepId);
    return step?.block.kind === 'order' ? step.block.steps.map(({ html }) => html) : [];
  });
}

/** The lines as the page shows them, each with its right place. */
async function rightPlaces(visitor: Visitor, path: string, languages: readonly (readonly string[])[]): Promise<Record<string, string>> {
  const { html } = await visitor.get(path);
  const shown = [...html.matchAll(/<label class="order-text" for="(place-\d+)">([\s\S]*?)<\/label>/g)];
  return Object.fromEntries(
    shown.map(([, name, text]) => [name!, String(Math.max(...languages.map((steps) => steps.indexOf(text!))) + 1)]),
  );
}

async function editionOf(app: TestApp, assignmentId: AssignmentId): Promise<EditionContent> {
  const assignment = await app.get(ProgrammeService).assignment(assignmentId);
  if (!assignment) throw new Error('no such assignment');
  return app.get(CurriculumService).edition(assignment.editionId);
}

/** A press that the page did not take is a failure of the test, where it happens. */
async function sent(answer: Promise<Answer>): Promise<Answer> {
  const { status, html } = await answer;
  if (status !== 303) throw new Error(`expected a redirect, got ${status}: ${html.replaceAll(/<[^>]+>|\s+/g, ' ').slice(0, 400)}`);
  return answer;
}
