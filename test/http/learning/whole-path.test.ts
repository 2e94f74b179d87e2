import type { AssignmentId } from '#kernel/id';
import { plusHours, plusMinutes } from '#kernel/instant';
import { ProgrammeService } from '#modules/programme';
import { Contexts } from '#platform/time/contexts';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import {
  answersTo,
  completeUnit,
  finishLesson,
  openAttempt,
  openRound,
  type OpenedRound,
  takeTest,
  writePlan,
} from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('learning a unit', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    round = await openRound(app, world);
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.stopAt(MONDAY));

  const completions = (id: AssignmentId) =>
    app.db.rows<{ score: number; total: number }>(sql`SELECT score, total FROM completion WHERE assignment_id = ${id}`);
  const assignment = async (id: AssignmentId) => (await app.get(ProgrammeService).assignment(id))!;

  it('goes from the first lesson to the end, and says at each moment what is next', async () => {
    const chi = await signedIn(app, world.chi);
    const id = await round.assignmentOf(world.chi);
    const unit = `/my/${id}`;

    const start = textOf((await chi.get(unit)).html);
    expect(start).toContain('Mi trabajo es el cliente');
    expect(start).toContain('0 de 7 partes');
    expect(start).toContain('Empezar la lección');
    expect((await assignment(id)).startedAt).toBeNull();

    for (const { id: lesson } of round.edition.locales.es.lessons) await finishLesson(app, chi, id, lesson);
    expect((await assignment(id)).startedAt).toBe(MONDAY);
    const ready = textOf((await chi.get(unit)).html);
    expect(ready).toContain('5 de 7 partes');
    expect(ready).toContain('Ir a la prueba');

    const handedIn = await takeTest(app, chi, id, 12);
    expect(handedIn.to).toBe(`${unit}/test/attempts/1`);
    const results = textOf((await chi.get(handedIn.to!)).html);
    expect(results).toContain('¡Aprobó! 12 de 15');
    expect(results).toContain('Escribir mi plan');
    expect(await completions(id)).toEqual([]);

    app.clock.stopAt(plusMinutes(MONDAY, 50));
    const end = await writePlan(chi, id);
    expect(end.to).toBe(`${unit}/done`);
    expect(textOf((await chi.get(end.to!)).html)).toMatch(/¡Lo logró!.*12 de 15.*Ver mi diploma/);
    expect(await completions(id)).toEqual([{ score: 12, total: 15 }]);
    expect((await assignment(id)).completedAt).toBe(plusMinutes(MONDAY, 50));
    expect(textOf((await chi.get(unit)).html)).toContain('Unidad terminada');
  });

  it('takes the plan before the test too: the last of the three completes', async () => {
    const fay = await signedIn(app, world.fay);
    const id = await round.assignmentOf(world.fay);
    for (const { id: lesson } of round.edition.locales.es.lessons) await finishLesson(app, fay, id, lesson);
    expect((await writePlan(fay, id)).to).toBe(`/my/${id}`);
    expect((await takeTest(app, fay, id, 15)).to).toBe(`/my/${id}/done`);
    expect(await completions(id)).toEqual([{ score: 15, total: 15 }]);
    // Fay reads English.
    expect(textOf((await fay.get(`/my/${id}/done`)).html)).toMatch(/You did it!.*15 of 15.*See my diploma/);
  });

  it('completes once, however often and wherever the last button is pressed', async () => {
    const id = await round.assignmentOf(world.ben);
    const ben = await signedIn(app, world.ben);
    for (const { id: lesson } of round.edition.locales.es.lessons) await finishLesson(app, ben, id, lesson);
    await ben.post(`/my/${id}/test/attempts`);
    const { items } = await openAttempt(app, id);
    const fields = await answersTo(app, id, items, 13);
    const presses = await Promise.all([
      ...Array.from({ length: 50 }, () => ben.post(`/my/${id}/test/attempts/1/submission`, fields)),
      ...Array.from({ length: 10 }, () => ben.post(`/my/${id}/plan`, { situation: 'Si llega alguien', action: 'entonces lo saludo' })),
    ]);
    expect(presses.map(({ status }) => status)).toEqual(presses.map(() => 303));
    expect(await completions(id)).toEqual([{ score: 13, total: 15 }]);
    const told = await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'unit.completed' AND subject_id = ${id}`);
    expect(told).toHaveLength(1);
    const graded = await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'test.submitted' AND subject_id = ${id}`);
    expect(graded).toHaveLength(1);
  });

  it('leaves nothing half when the process dies in the middle of a completion', async () => {
    const id = await round.assignmentOf(world.dora);
    const dora = await signedIn(app, world.dora);
    for (const { id: lesson } of round.edition.locales.es.lessons) await finishLesson(app, dora, id, lesson);
    await takeTest(app, dora, id, 14);
    const programme = app.get(ProgrammeService);
    const whole = programme.recordCompletion.bind(programme);
    programme.recordCompletion = () => Promise.reject(new Error('the machine went dark'));
    expect((await dora.post(`/my/${id}/plan`, { situation: 'Si llega alguien', action: 'entonces lo saludo' })).status).toBe(500);
    programme.recordCompletion = whole;
    expect(await completions(id)).toEqual([]);
    expect(await app.db.rows(sql`SELECT action FROM if_then_plan WHERE assignment_id = ${id}`)).toEqual([]);
    expect((await assignment(id)).completedAt).toBeNull();
    // Pressing again, as anybody would, does it whole.
    expect((await writePlan(dora, id)).to).toBe(`/my/${id}/done`);
    expect(await completions(id)).toHaveLength(1);
  });

  it('lets somebody who is late finish after the round has closed, and the numbers of the round stay', async () => {
    const ada = await signedIn(app, world.ada);
    const id = await round.assignmentOf(world.ada);
    const programme = app.get(ProgrammeService);
    const closing = await programme.closeRound(app.get(Contexts).system('test'), round.roundId);
    if (!closing.ok) throw new Error(closing.refusal);
    app.clock.stopAt(plusHours(MONDAY, 1));
    expect((await completeUnit(app, ada, id)).to).toBe(`/my/${id}/done`);
    expect(await completions(id)).toHaveLength(1);
    expect(await programme.ledger(round.roundId)).toMatchObject({ completed: closing.value.ledger.completed, difference: 0 });
  });
});

describe('the helpers that other tests use', () => {
  it('complete a unit from nothing', async () => {
    const app = await startApp();
    try {
      const world = await createWorld(app);
      const round = await openRound(app, world);
      const id = await round.assignmentOf(world.chi);
      expect((await completeUnit(app, await signedIn(app, world.chi), id)).to).toBe(`/my/${id}/done`);
    } finally {
      await app.close();
    }
  });
});
