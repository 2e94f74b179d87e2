import type { AssignmentId, PersonId } from '#kernel/id';
import { stepsFor } from '#modules/curriculum';
import { HandInsService, LearningService, TestsService } from '#modules/learning';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { startApp, type TestApp } from '../support/app';
import { type OpenedRound, openRound } from '../support/learning';
import { createWorld } from '../support/world';

type Typed = { option: string; places: string[]; text: string };

describe('lessons handed in whole', () => {
  let app: TestApp;
  let round: OpenedRound;
  beforeAll(async () => {
    app = await startApp();
    round = await openRound(app, await createWorld(app));
  });
  afterAll(() => app.close());

  const as = (personId: PersonId) => ({
    ...app.get(Contexts).system('test'),
    actor: { kind: 'person', personId, name: 'N', roles: [], isManager: false, supplierIds: [] } as const,
  });
  /** An answer to each practice of each lesson, but for so many. */
  const answers = (without = 0): Map<string, Map<string, Typed>> => {
    const all = round.edition.locales.es.lessons.flatMap((lesson) =>
      stepsFor(lesson, 'public')
        .filter(({ kind }) => ['choice', 'order', 'write', 'recall', 'plan'].includes(kind))
        .map(({ id, block }) => ({
          lesson: lesson.id,
          id,
          typed: {
            option: block.kind === 'choice' ? block.options[0]!.id : '',
            places: block.kind === 'order' ? block.steps.map((_, n) => String(n + 1)) : [],
            text: 'Saludo y escucho.',
          },
        })),
    );
    const handIn = new Map<string, Map<string, Typed>>();
    for (const { lesson, id, typed } of all.slice(without))
      handIn.set(lesson, (handIn.get(lesson) ?? new Map<string, Typed>()).set(id, typed));
    return handIn;
  };
  const partNow = async (personId: PersonId, id: AssignmentId) => (await app.get(LearningService).unit(as(personId), id)).next;

  it('are finished when no practice waits, lead to the test, and change nothing the second time', async () => {
    const { personId, assignmentId } = await round.join();
    const handIns = app.get(HandInsService);
    expect(await handIns.take(as(personId), assignmentId, answers(1))).toEqual({ ok: true, value: { completed: false } });
    expect(await partNow(personId, assignmentId)).toBe('lessons');
    expect(await app.get(TestsService).start(as(personId), assignmentId)).toMatchObject({ refusal: 'lessons-left' });
    await handIns.take(as(personId), assignmentId, answers());
    expect(await partNow(personId, assignmentId)).toBe('test');
    const kept = () =>
      app.db.rows(
        sql`SELECT lesson, block, answer, correct FROM lesson_answer WHERE assignment_id = ${assignmentId} ORDER BY answered_at, lesson, block`,
      );
    const before = await kept();
    await handIns.take(as(personId), assignmentId, answers());
    expect(await kept()).toEqual(before);
  });

  it('are refused whole when one answer is no answer, and of nobody else', async () => {
    const { personId, assignmentId } = await round.join();
    const handIn = answers();
    for (const steps of handIn.values()) for (const typed of steps.values()) typed.text = ' ';
    expect(await app.get(HandInsService).take(as(personId), assignmentId, handIn)).toMatchObject({ ok: false, refusal: 'nothing-written' });
    expect(await app.db.rows(sql`SELECT block FROM lesson_answer WHERE assignment_id = ${assignmentId}`)).toEqual([]);
    const other = await round.join();
    await expect(app.get(HandInsService).take(as(other.personId), assignmentId, answers())).rejects.toThrow();
  });
});
