import { CurriculumService } from '#modules/curriculum';
import { startApp, type TestApp } from '../../support/app';
import { createWorld, signedIn, type World } from '../../support/world';
import type { Visitor } from '../../support/visitor';

const UNIT = '01-mi-trabajo-es-el-cliente';
const WELCOME = '00-bienvenida';

describe('the units', () => {
  let app: TestApp;
  let world: World;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    ada = await signedIn(app, world.ada);
  });
  afterAll(() => app.close());

  it('are listed for HR, with what the check says and whether they are published', async () => {
    const { status, html } = await ada.get('/units');
    expect(status).toBe(200);
    expect(html).toContain('Mi trabajo es el cliente');
    expect(html).toContain('Lista para publicar');
    expect(html).toContain('Sin publicar');
    expect(html).toContain(`/units/${UNIT}/images/cover.svg`);
  });

  it.each(['/units', `/units/${UNIT}`, `/units/${UNIT}/lessons/lesson-1`, `/units/${UNIT}/test`, `/units/${UNIT}/images/cover.svg`])(
    '%s is not there for anybody else',
    async (path) => {
      for (const name of ['ben', 'chi', 'dora', 'fay'] as const) expect((await (await signedIn(app, world[name])).get(path)).status).toBe(404);
      expect((await app.visitor().get(path)).to).toMatch(/^\/sign-in/);
    },
  );

  it('can be read by HR in both languages, with the answers', async () => {
    const spanish = await ada.get(`/units/${UNIT}/lessons/lesson-1`);
    expect(spanish.html).toContain('Respuesta correcta');
    expect(spanish.html).toContain('Para quienes no atienden público');
    const english = await ada.get(`/units/${UNIT}/lessons/lesson-1?language=en`);
    expect(english.html).toContain('Customer care or service culture?');
    const bank = await ada.get(`/units/${UNIT}/test?language=en`);
    expect(bank.html.match(/u01-\d{3}/g)).toHaveLength(45);
    expect((await ada.get(`/units/${UNIT}/lessons/lesson-1?language=xx`)).status).toBe(200);
  });

  it('begin with the welcome, number 0, whose lessons and small test are read the same way', async () => {
    const { html } = await ada.get('/units');
    expect(html).toContain('Unidad 0');
    expect(html.indexOf('Unidad 0')).toBeLessThan(html.indexOf('Unidad 1'));
    const lesson = await ada.get(`/units/${WELCOME}/lessons/lesson-3?language=en`);
    expect(lesson.html).toContain('What is never broken, and how to ask for help');
    expect((await ada.get(`/units/${WELCOME}/test`)).html.match(/u00-\d{3}/g)).toHaveLength(18);
    expect((await ada.get(`/units/${WELCOME}/images/cover.svg`)).status).toBe(200);
    expect((await ada.post(`/units/${WELCOME}/editions`)).to).toBe(`/units/${WELCOME}`);
    expect(await app.get(CurriculumService).latestEdition(WELCOME)).toMatchObject({ number: 1 });
  });

  it('never propose the welcome as a round', async () => {
    const { status, html } = await ada.get('/calendar');
    expect(status).toBe(200);
    expect(html).toContain('Mi trabajo es el cliente');
    expect(html).not.toContain('lo esencial en treinta minutos');
  });

  it.each(['/units/99-nothing', '/units/..%2f..%2fpackage.json', `/units/${UNIT}/lessons/lesson-99`, `/units/${UNIT}/images/..%2funit.yaml`, '/editions/x/images/cover.svg'])(
    'are 404 where there is nothing: %s',
    async (path) => {
      expect((await ada.get(path)).status).toBe(404);
    },
  );

  it('are published by HR with a button, once', async () => {
    const first = await ada.post(`/units/${UNIT}/editions`);
    expect([first.status, first.to]).toEqual([303, `/units/${UNIT}`]);
    const shown = await ada.get(`/units/${UNIT}`);
    expect(shown.html).toContain('La edición 1 está publicada');
    const edition = await app.get(CurriculumService).latestEdition(UNIT);
    expect(shown.html.replaceAll('<wbr>', '')).toContain(edition?.contentHash);
    expect(shown.html).toContain('palabra por palabra');
    expect(shown.html).not.toContain(`action="/units/${UNIT}/editions"`);
    // Another tab still shows the button.
    await ada.post(`/units/${UNIT}/editions`);
    expect((await ada.get(`/units/${UNIT}`)).html).toContain('Este mismo contenido ya es la edición 1');
  });

  it('are not published by anybody else', async () => {
    const chi = await signedIn(app, world.chi);
    expect((await chi.post(`/units/${UNIT}/editions`)).status).toBe(404);
    expect((await ada.post('/units/99-nothing/editions')).status).toBe(404);
  });

  it('show the drawings of an edition to every signed-in person, and let them do nothing', async () => {
    const edition = await app.get(CurriculumService).latestEdition(UNIT);
    const path = `/editions/${edition?.id ?? ''}/images/cover.svg`;
    const answer = await (await signedIn(app, world.dora)).get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('image/svg+xml');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect((await app.visitor().get(path)).to).toMatch(/^\/sign-in/);
  });
});
