import type { AssignmentId, PersonId } from '#kernel/id';
import { plusHours, plusSeconds } from '#kernel/instant';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { answersTo, finishLesson, openAttempt, openRound, type OpenedRound, takeTest } from '../../support/learning';
import type { Visitor } from '../../support/visitor';
import { createWorld, signedIn, type World } from '../../support/world';

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const unescaped = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=').replaceAll('&#x60;', '`').replaceAll('&amp;', '&');

describe('the test of a unit', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  let personId: PersonId;
  let person: Visitor;
  let id: AssignmentId;
  let test: string;
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
    test = `/my/${id}/test`;
  });

  const readLessons = async (): Promise<void> => {
    for (const { id: lesson } of round.edition.locales.es.lessons) await finishLesson(app, person, id, lesson);
  };
  const attempts = () =>
    app.db.rows<{ number: number; score: number | null }>(
      sql`SELECT number, score FROM attempt WHERE assignment_id = ${id} ORDER BY number`,
    );

  it('waits until every lesson is done', async () => {
    expect(textOf((await person.get(test)).html)).toContain('le faltan 5 lecciones');
    expect((await person.post(`${test}/attempts`)).to).toBe(test);
    expect(await attempts()).toEqual([]);
  });

  it('shows fifteen questions and nothing that tells which option is right', async () => {
    await readLessons();
    expect((await person.get(test)).html).toContain('Empezar la prueba');
    expect((await person.post(`${test}/attempts`)).to).toBe(test);
    const { html } = await person.get(test);
    expect(html.match(/<fieldset/g)).toHaveLength(15);
    expect(html.match(/type="radio"/g)).toHaveLength(45);
    expect(html).not.toMatch(/\bcorrect\b|\bwhy\b|critical/i);
    const plain = unescaped(html);
    const { items } = await openAttempt(app, id);
    for (const item of round.edition.locales.es.items) {
      expect(`${item.id} ${plain.includes(item.stem)}`).toBe(`${item.id} ${items.includes(item.id)}`);
      for (const { why } of item.options) expect(plain).not.toContain(why);
    }
  });

  it('is one attempt, however often it is started', async () => {
    await readLessons();
    const starts = await Promise.all(Array.from({ length: 20 }, () => person.post(`${test}/attempts`)));
    expect(starts.map(({ to }) => to)).toEqual(starts.map(() => test));
    expect(await attempts()).toEqual([{ number: 1, score: null }]);
  });

  it('keeps answers as they are chosen, for another day and another device', async () => {
    await readLessons();
    await person.post(`${test}/attempts`);
    const { items } = await openAttempt(app, id);
    const first = { [items[0]!]: 'b' };
    const quietly = await person.post(`${test}/attempts/1/answers`, first, { 'x-enhance': 'autosave' });
    expect([quietly.status, quietly.html]).toEqual([200, '{"saved":true}']);
    const later = await person.post(`${test}/attempts/1/answers`, { ...first, [items[1]!]: 'c', [items[2]!]: 'nonsense', stranger: 'a' });
    expect(later.to).toBe(`/my/${id}`);
    const phone = await signedIn(app, personId);
    expect(textOf((await phone.get(`/my/${id}`)).html)).toContain('Continuar la prueba');
    const { html } = await phone.get(test);
    expect(html.match(/ checked/g)).toHaveLength(2);
    expect(html).toMatch(new RegExp(`name="${items[0]!}" value="b" checked`));
    // A change of mind counts; the last one stands.
    await phone.post(`${test}/attempts/1/answers`, { [items[0]!]: 'a' });
    expect((await person.get(test)).html).toMatch(new RegExp(`name="${items[0]!}" value="a" checked`));
  });

  it('names the questions without an answer before it is handed in, and keeps the others', async () => {
    await readLessons();
    await person.post(`${test}/attempts`);
    const { items } = await openAttempt(app, id);
    const forgotten = [items[3], items[8]];
    const whole = Object.entries(await answersTo(app, id, items, 15));
    const fields = Object.fromEntries(whole.filter(([item]) => !forgotten.includes(item)));
    const sent = await person.post(`${test}/attempts/1/submission`, fields);
    expect(sent.to).toBe(`${test}?left`);
    const early = await person.get(sent.to!);
    expect(early.html).toContain(`<a href="#${items[3]!}">Pregunta 4</a>`);
    expect(early.html).toContain(`<a href="#${items[8]!}">Pregunta 9</a>`);
    expect(early.html.match(/ checked/g)).toHaveLength(13);
    expect(await attempts()).toEqual([{ number: 1, score: null }]);
  });

  it('explains every option after grading and opens again in four hours, not before, with other questions', async () => {
    await readLessons();
    await person.post(`${test}/attempts`);
    const first = await openAttempt(app, id);
    const failed = await takeTest(app, person, id, 11);
    const results = await person.get(failed.to!);
    expect(textOf(results.html)).toMatch(/11 de 15: todavía no/);
    expect(results.html.match(/Su respuesta/g)).toHaveLength(15);
    const plain = unescaped(results.html);
    for (const item of round.edition.locales.es.items.filter((one) => first.items.includes(one.id)))
      for (const { why } of item.options) expect(plain).toContain(why);
    expect(textOf(results.html)).toContain('La prueba se abre otra vez el 1 mar 2027, 13:00');

    app.clock.stopAt(plusSeconds(plusHours(MONDAY, 4), -1));
    expect((await person.post(`${test}/attempts`)).to).toBe(test);
    expect(textOf((await person.get(test)).html)).toContain('Todavía no es la hora');
    expect(await attempts()).toEqual([{ number: 1, score: 11 }]);

    app.clock.stopAt(plusHours(MONDAY, 4));
    expect(textOf((await person.get(test)).html)).toContain('Intentar otra vez');
    await person.post(`${test}/attempts`);
    const second = await openAttempt(app, id);
    expect(second.items.filter((item) => first.items.includes(item))).toEqual([]);
    // What was handed in stays there to read, and takes nothing more.
    expect((await person.post(`${test}/attempts/1/submission`, await answersTo(app, id, first.items, 15))).to).toBe(`${test}/attempts/1`);
    await person.post(`${test}/attempts/1/answers`, await answersTo(app, id, first.items, 15));
    expect(await attempts()).toEqual([
      { number: 1, score: 11 },
      { number: 2, score: null },
    ]);
    expect(textOf((await person.get(`${test}/attempts/1`)).html)).toContain('11 de 15: todavía no');
  });

  it('advises a review with the manager after three failed attempts, and stays open', async () => {
    await readLessons();
    for (const attempt of [0, 1, 2]) {
      app.clock.stopAt(plusHours(MONDAY, attempt * 5));
      await takeTest(app, person, id, 5);
    }
    expect(textOf((await person.get(test)).html)).toContain('Repase con su jefe o jefa');
    app.clock.stopAt(plusHours(MONDAY, 15));
    const open = textOf((await person.get(test)).html);
    expect(open).toContain('Repase con su jefe o jefa');
    expect(open).toContain('Intentar otra vez');
    expect((await takeTest(app, person, id, 12)).to).toBe(`${test}/attempts/4`);
    expect(textOf((await person.get(test)).html)).toContain('Prueba aprobada');
    expect((await person.post(`${test}/attempts`)).to).toBe(test);
    expect(await attempts()).toHaveLength(4);
  });

  it('gives two tabs one truth: what the second hands in after the first changes nothing', async () => {
    await readLessons();
    await person.post(`${test}/attempts`);
    const { items } = await openAttempt(app, id);
    const answers = await Promise.all([
      person.post(`${test}/attempts/1/submission`, await answersTo(app, id, items, 15)),
      person.post(`${test}/attempts/1/submission`, await answersTo(app, id, items, 3)),
    ]);
    expect(answers.map(({ to }) => to)).toEqual([`${test}/attempts/1`, `${test}/attempts/1`]);
    const [stored] = await attempts();
    const kept = await app.db.rows<{ item: string; optionId: string }>(sql`
      SELECT n.item, n.option_id FROM attempt_answer n JOIN attempt a ON a.id = n.attempt_id WHERE a.assignment_id = ${id}`);
    const right = kept.filter(
      ({ item, optionId }) =>
        round.edition.locales.es.items.find((one) => one.id === item)!.options.find((option) => option.id === optionId)!.correct,
    );
    expect(right).toHaveLength(stored!.score!);
  });
});

describe('the plan of a unit', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('asks for both halves, keeps what was typed, and may be written again until the unit is completed', async () => {
    const world = await createWorld(app);
    const round = await openRound(app, world);
    const person = await signedIn(app, world.chi);
    const id = await round.assignmentOf(world.chi);
    const half = await person.post(`/my/${id}/plan`, { situation: 'Si llega alguien', action: '  ' });
    expect(half.status).toBe(422);
    expect(half.html).toContain('Si llega alguien');
    expect(half.html).toContain('href="#action"');
    expect((await person.post(`/my/${id}/plan`, { situation: 'x'.repeat(601), action: 'y' })).status).toBe(422);
    expect((await person.post(`/my/${id}/plan`, { situation: 'Si llega alguien', action: 'entonces lo saludo' })).to).toBe(`/my/${id}`);
    expect((await person.get(`/my/${id}/plan`)).html).toContain('entonces lo saludo');
    await person.post(`/my/${id}/plan`, { situation: 'Si llega alguien', action: 'entonces lo saludo y pregunto' });
    expect(await app.db.rows(sql`SELECT action FROM if_then_plan WHERE assignment_id = ${id}`)).toEqual([
      { action: 'entonces lo saludo y pregunto' },
    ]);
  });
});
