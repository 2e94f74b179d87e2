import type { AssignmentId, PersonId } from '#kernel/id';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { finishLesson, openRound, type OpenedRound } from '../../support/learning';
import type { Visitor } from '../../support/visitor';
import { queriesOf } from '../../support/queries';
import { createWorld, signedIn, type World } from '../../support/world';

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('a lesson', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  let personId: PersonId;
  let person: Visitor;
  let id: AssignmentId;
  let lesson: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    round = await openRound(app, world);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.stopAt(MONDAY);
    ({ personId, assignmentId: id } = await round.join());
    person = await signedIn(app, personId);
    lesson = `/my/${id}/lessons/lesson-1`;
  });

  const progress = () =>
    app.db.row<{ block: string; finishedAt: string | null }>(
      sql`SELECT block, finished_at FROM lesson_progress WHERE assignment_id = ${id}`,
    );

  it('shows one step on a screen, with its drawing and where one is, and changes nothing by being read', async () => {
    expect((await person.get(lesson)).to).toBe(`${lesson}/caso`);
    const first = await person.get(`${lesson}/caso`);
    expect(textOf(first.html)).toMatch(/La tetera que perdía agua.*1 de \d+.*Lucía Quispe/);
    const drawing = await person.get(`${lesson}/dibujo`);
    const picture = /<img src="(\/editions\/[^"]+)" alt="([^"]+)"/.exec(drawing.html);
    expect(picture?.[2]).toContain('La atención es un acto en un mostrador');
    expect((await person.get(picture![1]!)).status).toBe(200);
    expect(await progress()).toBeNull();
  });

  it('is resumed on another device where it was left, and goes back without losing ground', async () => {
    expect((await person.post(`${lesson}/caso/progress`)).to).toBe(`${lesson}/idea-1`);
    expect((await person.post(`${lesson}/idea-1/progress`)).to).toBe(`${lesson}/dibujo`);
    const phone = await signedIn(app, personId);
    expect((await phone.get(lesson)).to).toBe(`${lesson}/dibujo`);
    const again = await phone.get(`${lesson}/dibujo`);
    expect(again.html).toContain(`href="${lesson}/idea-1"`);
    // An old tab that continues from the first step moves nobody back.
    expect((await person.post(`${lesson}/caso/progress`)).to).toBe(`${lesson}/idea-1`);
    expect((await phone.get(lesson)).to).toBe(`${lesson}/dibujo`);
    expect(textOf((await phone.get(`/my/${id}`)).html)).toContain('Empezada');
  });

  it('explains every option once one has chosen, says which one was one’s own, and keeps the first choice', async () => {
    const step = `${lesson}/practica-1`;
    const before = await person.get(step);
    expect(before.html).not.toContain('Atrae porque una sonrisa no cuesta dinero');
    expect(before.html).not.toMatch(/correct/i);
    const answered = await person.post(`${step}/answer`, { option: 'a' });
    expect(answered.to).toBe(`${step}#answer`);
    const after = textOf((await person.get(step)).html);
    expect(after).toMatch(/Esta vez no acertó.*No es la mejor Su respuesta.*Atrae porque una sonrisa.*Correcta.*El ahorro no cae/);
    await person.post(`${step}/answer`, { option: 'c' });
    expect(textOf((await person.get(step)).html)).toContain('Esta vez no acertó');
    expect(await app.db.rows(sql`SELECT answer, correct FROM lesson_answer WHERE assignment_id = ${id}`)).toMatchObject([{ correct: 0 }]);
  });

  it('asks again where nothing was chosen, written or put in order, with what was typed', async () => {
    const nothing = await person.post(`${lesson}/practica-1/answer`);
    expect(nothing.status).toBe(422);
    expect(nothing.html).toMatch(/href="#option">Elija una de las opciones/);
    const long = 'palabra '.repeat(90);
    const tooLong = await person.post(`${lesson}/practica-3/answer`, { text: long });
    expect(tooLong.status).toBe(422);
    expect(tooLong.html).toContain('Use 600 o menos');
    expect(tooLong.html).toContain(long.trim());
    const order = `/my/${id}/lessons/lesson-2/practica-2`;
    const twice = await person.post(`${order}/answer`, { 'place-0': 1, 'place-1': 1, 'place-2': 3, 'place-3': 4 });
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('Dé a cada paso un lugar distinto');
    expect(twice.html).toContain('<option value="3" selected>');
    expect(await app.db.rows(sql`SELECT block FROM lesson_answer WHERE assignment_id = ${id}`)).toEqual([]);
  });

  it('never shows the steps of an exercise in their right order before it is answered', async () => {
    const step = `/my/${id}/lessons/lesson-2/practica-2`;
    const right = round.edition.locales.es.lessons[1]!.steps.find(({ id: stepId }) => stepId === 'practica-2')!.variants.both!;
    const shown = [...(await person.get(step)).html.matchAll(/class="order-text"[^>]*>([\s\S]*?)<\/label>/g)].map(([, text]) => text);
    expect(right.kind === 'order' && right.steps.map(({ html }) => html)).not.toEqual(shown);
    expect(shown).toHaveLength(4);
  });

  it('shows what one wrote beside the example, as it was written and as harmless text', async () => {
    const step = `${lesson}/practica-3`;
    expect(textOf((await person.get(step)).html)).toContain('Dejar para después');
    const words = 'Dejo las llaves <script>alert(1)</script>\nordenadas.';
    await person.post(`${step}/answer`, { text: words });
    const { html } = await person.get(step);
    expect(html).toContain('Dejo las llaves &lt;script&gt;alert(1)&lt;/script&gt;\nordenadas.');
    expect(html).not.toContain('<script>alert');
    expect(textOf(html)).toContain('Compare con este ejemplo');
    await person.post(`${step}/answer`, { text: 'De otra manera.' });
    expect((await person.get(step)).html).toContain('De otra manera.');
  });

  it('is finished when its end was reached and every practice has an answer, and leads to the one that is left', async () => {
    const steps = round.edition.locales.es.lessons[0]!.steps.map((step) => step.id);
    let last = '';
    for (const step of steps) last = (await person.post(`${lesson}/${step}/progress`)).to!;
    expect(last).toBe(`${lesson}/practica-1`);
    expect(textOf((await person.get(last)).html)).toContain('le faltan 5 prácticas');
    expect((await progress())?.finishedAt).toBeNull();
    expect((await finishLesson(app, person, id, 'lesson-1')).to).toBe(`/my/${id}`);
    expect((await progress())?.finishedAt).not.toBeNull();
    expect(textOf((await person.get(`/my/${id}`)).html)).toContain('1 de 7 partes');
  });

  it('remembers for the person whose examples they want, in every lesson, and keeps answered practices as they were', async () => {
    const switched = await person.post(`${lesson}/audience`, { audience: 'internal', step: 'caso' });
    expect(switched.to).toBe(`${lesson}/caso`);
    expect(textOf((await person.get(`${lesson}/caso`)).html)).toContain('Las ocho horas de Tomás');
    const phone = await signedIn(app, personId);
    expect((await phone.get(`/my/${id}/lessons/lesson-2/caso`)).html).toMatch(/value="internal" aria-current="true"/);
    expect((await person.post(`${lesson}/audience`, { audience: 'martians', step: 'caso' })).to).toBe(lesson);
    expect((await person.post(`${lesson}/audience`, { audience: 'public', step: '//elsewhere.example' })).to).toBe(lesson);
  });

  it('is one page for paper, without the explanations of what is not answered', async () => {
    await person.post(`${lesson}/practica-1/answer`, { option: 'c' });
    const sheet = textOf((await person.get(`${lesson}/print`)).html);
    expect(sheet).toContain('La tetera que perdía agua');
    expect(sheet).toContain('Atrae porque una sonrisa');
    expect(sheet).toContain('La rampa mojada');
    expect(sheet).not.toContain('Amina pensó en quien vendría después');
  });

  it('is not there for anybody else, nor under names that do not exist', async () => {
    const ben = await signedIn(app, world.ben);
    const ada = await signedIn(app, world.ada);
    for (const stranger of [ben, ada]) {
      for (const path of [
        `/my/${id}`,
        lesson,
        `${lesson}/caso`,
        `${lesson}/print`,
        `/my/${id}/test`,
        `/my/${id}/plan`,
        `/my/${id}/done`,
        `/my/${id}/test/attempts/1`,
      ])
        expect(`${path} ${(await stranger.get(path)).status}`).toBe(`${path} 404`);
      for (const path of [`${lesson}/caso/progress`, `${lesson}/practica-1/answer`, `/my/${id}/test/attempts`])
        expect(`${path} ${(await stranger.post(path, { option: 'a' })).status}`).toBe(`${path} 404`);
      expect((await stranger.post(`/my/${id}/plan`, { situation: 'x', action: 'y' })).status).toBe(404);
    }
    for (const path of [
      '/my/nothing',
      '/my/%00',
      `/my/${id}/lessons/lesson-9`,
      `${lesson}/nada`,
      `/my/${id}/test/attempts/1`,
      `/my/${id}/test/attempts/x`,
    ])
      expect(`${path} ${(await person.get(path)).status}`).toBe(`${path} 404`);
    expect(await progress()).toBeNull();
  });

  it('has the same places in English', async () => {
    const fay = await signedIn(app, world.fay);
    const own = await round.assignmentOf(world.fay);
    const { html } = await fay.get(`/my/${own}/lessons/lesson-1/practica-1`);
    expect(html).toContain('<html lang="en">');
    expect(textOf(html)).toMatch(/Customer care or service culture\?.*of 12|of 11/);
    expect(textOf(html)).toContain('Choose one answer');
  });

  it('costs three queries a page, and the page of its unit one more, for the requests for time', async () => {
    await person.get(`${lesson}/caso`);
    expect(await queriesOf(app, () => person.get(`${lesson}/practica-1`))).toBeLessThanOrEqual(3);
    expect(await queriesOf(app, () => person.get(`/my/${id}`))).toBeLessThanOrEqual(4);
  });
});
