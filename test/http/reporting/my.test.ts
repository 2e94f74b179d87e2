import { toInstant } from '#kernel/instant';
import { startApp, type TestApp } from '../../support/app';
import { finishLesson, openRound, type OpenedRound, takeTest, writePlan } from '../../support/learning';
import { queriesOf } from '../../support/queries';
import { createWorld, signedIn, type World } from '../../support/world';
import { AccreditationService } from '#modules/accreditation';
import { Contexts } from '#platform/time/contexts';
import { wordsOf } from './company';

describe("one's own place", () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  it('is calm while nothing is open', async () => {
    const page = await (await signedIn(app, world.chi)).get('/my');
    expect(page.status).toBe(200);
    expect(wordsOf(page.html)).toContain('Hola, Chi');
    expect(wordsOf(page.html)).toContain('Por ahora no tiene nada pendiente');
    expect(wordsOf(page.html)).toContain('Aquí estarán sus diplomas');
  });

  it('asks to sign in first', async () => {
    expect((await app.visitor().get('/my')).to).toBe('/sign-in?to=%2Fmy');
  });

  describe('with a round open', () => {
    let round: OpenedRound;
    beforeAll(async () => {
      round = await openRound(app, world);
    });

    it('shows the unit, one button and the date in words to staff and contractors alike', async () => {
      for (const person of [world.ben, world.chi, world.dora, world.ada]) {
        const { html } = await (await signedIn(app, person)).get('/my');
        const words = wordsOf(html);
        expect(words).toContain('Mi trabajo es el cliente');
        expect(words).toContain('Empezar la lección 1');
        expect(words).toMatch(/Hasta el \S+, \d+ de abril de 2027: quedan \d+ días/);
        expect(words).toContain('0 de 5 lecciones');
        expect(html.match(/<a class="button[^"]*" href="\/my\//g)).toHaveLength(1);
      }
    });

    it('speaks English to Fay', async () => {
      const words = wordsOf((await (await signedIn(app, world.fay)).get('/my')).html);
      expect(words).toContain('My Job Is the Customer');
      expect(words).toContain('Start lesson 1');
    });

    it('has nothing open for somebody who left before', async () => {
      const page = await (await signedIn(app, world.emil)).get('/my');
      expect(wordsOf(page.html)).toContain('Por ahora no tiene nada pendiente');
    });

    it('leads through lessons, test and plan to the diploma, in at most five queries', async () => {
      let chi = await signedIn(app, world.chi);
      const assignment = await round.assignmentOf(world.chi);
      const words = async (): Promise<string> => {
        expect(await queriesOf(app, () => chi.get('/my'))).toBeLessThanOrEqual(5);
        return wordsOf((await chi.get('/my')).html);
      };
      const lessons = round.edition.locales.es.lessons;
      await finishLesson(app, chi, assignment, lessons[0]!.id);
      expect(await words()).toContain('Empezar la lección 2');
      await chi.get(`/my/${assignment}/lessons/${lessons[1]!.id}`);
      for (const { id } of lessons.slice(1)) await finishLesson(app, chi, assignment, id);
      expect(await words()).toContain('Hacer la prueba');
      await takeTest(app, chi, assignment, 3);
      expect(await words()).toMatch(/Puede hacer la prueba otra vez el .*Repasar mi último intento/);
      app.clock.stopAt(toInstant('2027-03-02T14:00:00Z'));
      chi = await signedIn(app, world.chi);
      await takeTest(app, chi, assignment, round.edition.test.draw);
      expect(await words()).toContain('Escribir mi plan');
      await writePlan(chi, assignment);
      await app.get(AccreditationService).issueDue(app.get(Contexts).system('test'));
      expect(await words()).toMatch(/Usted terminó esta unidad el martes, 2 de marzo de 2027.*Mis diplomas Mi trabajo es el cliente/);
      const link = /href="(\/my\/diplomas\/[^"]+\.pdf)"/.exec((await chi.get('/my')).html)?.[1];
      expect((await chi.get(link!)).headers['content-type']).toBe('application/pdf');
    });

    it('says so when the date has passed, and still lets people finish', async () => {
      app.clock.stopAt(toInstant('2027-04-13T14:00:00Z'));
      const words = wordsOf((await (await signedIn(app, world.ben)).get('/my')).html);
      expect(words).toMatch(/El plazo era hasta el .* Todavía puede terminar\..*Empezar la lección 1/);
    });
  });
});
