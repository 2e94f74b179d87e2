import type { Browser } from 'playwright-core';
import { DESKTOP, launchBrowser, type Reader, readerWith, type ServedApp, serveApp } from '../support/browser';
import { createWorld } from '../support/world';

jest.setTimeout(240_000);

describe('the eyes of the journeys', () => {
  let browser: Browser;
  let app: ServedApp;
  let reader: Reader;

  beforeAll(async () => {
    browser = await launchBrowser();
    app = await serveApp();
    await createWorld(app);
    reader = await readerWith(browser, app, DESKTOP);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each([
    ['a picture without words', "document.querySelector('main').append(new Image())", /image-alt/],
    [
      'words too pale to read',
      "document.querySelector('h1').id = 'pale'; document.querySelector('h1').style.color = '#ddd'",
      /color-contrast/,
    ],
    ['a page wider than the window', "document.querySelector('main').style.width = '3000px'", /px wide on a screen of 1280 px/],
    [
      'a script that the page does not allow',
      "document.head.append(Object.assign(document.createElement('script'), { text: 'let x = 1' }))",
      /script/,
    ],
    ['a script that fails', "setTimeout(() => { throw new Error('it broke') })", /it broke/],
  ])('see %s', async (_what, spoil, complaint) => {
    await reader.visit('/sign-in');
    await reader.page.evaluate(`(() => { ${spoil} })()`);
    await expect(reader.look()).rejects.toThrow(complaint);
  });

  it('see a page that is not there, unless it is expected not to be', async () => {
    await expect(reader.visit('/nowhere')).rejects.toThrow(/404/);
    await reader.visit('/nowhere', 404);
  });
});
