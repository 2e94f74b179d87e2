import type { Browser } from 'playwright-core';
import { type EditionChoice, type EditionContent, stepsFor } from '#modules/curriculum';
import { ActivationService } from '#modules/identity';
import { Contexts } from '#platform/time/contexts';
import { DESKTOP, launchBrowser, type Reader, readerWith, type ServedApp, serveApp } from '../support/browser';
import { openRound } from '../support/learning';
import { createWorld } from '../support/world';

const PIN = '739154';
/** More stops than any page of a person in training has. */
const FAR = 60;

jest.setTimeout(240_000);

describe('without a mouse', () => {
  let browser: Browser;
  let app: ServedApp;
  let edition: EditionContent;
  let chi: Reader;

  beforeAll(async () => {
    browser = await launchBrowser();
    app = await serveApp();
    const world = await createWorld(app);
    ({ edition } = await openRound(app, world));
    const ctx = app.get(Contexts).system('test');
    const { slips } = await app.get(ActivationService).makeSlips(ctx, [world.chi]);
    await app.get(ActivationService).activate(ctx, slips[0]!.code, PIN, '127.0.0.1');
    chi = await readerWith(browser, app, DESKTOP);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('skips to the content with the first press of Tab', async () => {
    await chi.visit('/sign-in');
    await chi.page.keyboard.press('Tab');
    expect(await focused()).toMatchObject({ words: 'Ir al contenido', isShown: true });
    await chi.page.keyboard.press('Enter');
    expect(await chi.page.evaluate('document.activeElement.id')).toBe('main');
    await chi.page.keyboard.press('Tab');
    expect(await chi.page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
  });

  it('signs in, reads a step, answers a practice and goes on', async () => {
    const { page } = chi;
    await tabTo('[name="code"]');
    await page.keyboard.type('E003');
    await tabTo('[name="pin"]');
    await page.keyboard.type(PIN);
    await enter(() => page.keyboard.press('Enter'));
    expect(chi.path).toBe('/my');

    await tabTo('main a.button');
    await enter(() => page.keyboard.press('Enter'));
    const steps = stepsFor(edition.locales.es.lessons[0]!, 'public');
    expect(chi.path).toContain(steps[0]!.id);
    for (const { id, block } of steps) {
      expect(chi.path).toMatch(new RegExp(`/${id}$`));
      if (block.kind === 'choice') return answer(block);
      await tabTo('.lesson-onward button');
      await enter(() => page.keyboard.press('Enter'));
    }
    throw new Error('the first lesson has no choice to practise');
  });

  /** Arrows choose among the options, and Enter on the button answers. */
  async function answer({ options }: EditionChoice): Promise<void> {
    const { page } = chi;
    const right = options.find(({ correct }) => correct)!.id;
    await tabTo('[name="option"]');
    await page.keyboard.press('Space');
    for (let moves = 0; (await chosen()) !== right && moves < options.length; moves++) {
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toMatchObject({ isShown: true });
    }
    await tabTo('form[action$="/answer"] button');
    await enter(() => page.keyboard.press('Enter'));
    expect(await chi.words()).toContain('Acertó');
    const before = chi.path;
    await tabTo('.lesson-onward button');
    await enter(() => page.keyboard.press('Space'));
    expect(chi.path).not.toBe(before);
  }

  const chosen = () => chi.page.evaluate<string | null>('document.querySelector("[name=option]:checked")?.value ?? null');

  async function enter(press: () => Promise<void>): Promise<void> {
    const loaded = chi.page.waitForEvent('load');
    await press();
    await loaded;
    await chi.look();
  }

  /** Presses Tab until the focus is there. Wherever it stops on the way, it must be seen. */
  async function tabTo(selector: string): Promise<void> {
    for (let stops = 0; stops < FAR; stops++) {
      await chi.page.keyboard.press('Tab');
      const { words, isPage, isShown, isThere } = await focused(selector);
      if (!isShown && !isPage) throw new Error(`${chi.path}: the focus cannot be seen on «${words}»`);
      if (isThere) return;
    }
    throw new Error(`${chi.path}: Tab does not lead to ${selector}`);
  }

  /** What has the focus, and whether a line around it, or around the line of its option, says so inside the window. */
  function focused(selector = 'html'): Promise<{ words: string; isPage: boolean; isShown: boolean; isThere: boolean }> {
    return chi.page.evaluate(`(() => {
      const element = document.activeElement;
      const outlined = [element, element.closest('.choice')].filter(Boolean).some((one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
      });
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const isInside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && bottom > top;
      return {
        words: (element.innerText || element.name || element.tagName).trim(),
        isPage: element === document.body,
        isShown: outlined && isInside,
        isThere: element.matches(${JSON.stringify(selector)}),
      };
    })()`);
  }
});
