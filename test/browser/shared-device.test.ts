import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { newId } from '#kernel/id';
import { ActivationService } from '#modules/identity';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { DESKTOP, type Device, launchBrowser, PHONE, type Reader, readerWith, type ServedApp, serveApp } from '../support/browser';
import { openRound } from '../support/learning';
import { createWorld, type World } from '../support/world';

jest.setTimeout(240_000);

const PIN = '270594';
const PASSWORD = 'tres gatos duermen al sol';
const TABLET: Device = { width: 800, height: 1100, scripts: true, touch: true };

/** Where pictures of the pages go, for whoever looks at them; nowhere unless asked. */
const PICTURES = process.env['PICTURES_DIR'];

describe('ways in for people without e-mail', () => {
  let browser: Browser;
  let app: ServedApp;
  let world: World;

  beforeAll(async () => {
    browser = await launchBrowser();
    app = await serveApp();
    world = await createWorld(app);
    await openRound(app, world);
    const activations = app.get(ActivationService);
    const ctx = app.get(Contexts).system('test');
    const { slips } = await activations.makeSlips(ctx, [world.ada, world.ben, world.chi]);
    for (const { account, code } of slips) await activations.activate(ctx, code, account.email === null ? PIN : PASSWORD, '127.0.0.1');
    await app.work.run(async () => {
      await app.db.insert('site', [{ id: newId(), name: 'Comedor', nameKey: 'comedor' }]);
      await app.db.execute(sql`UPDATE person SET phone = ${'987654321'} WHERE id IN (${world.chi}, ${world.dora})`);
    });
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const picture = async (reader: Reader, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await reader.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  };
  const enter = async (reader: Reader, email: string): Promise<void> => {
    await reader.visit('/sign-in?by=email');
    await reader.fill({ email, password: PASSWORD });
    await reader.press('Entrar');
  };
  const code = async (reader: Reader): Promise<string> => reader.page.locator('.access-code strong').innerText();

  it.each([
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ])('a manager helps with a new PIN on a %s, and HR sees who has none and pairs a tablet', async (name, device) => {
    const ben = await readerWith(browser, app, device);
    await enter(ben, 'ben@example.com');
    await ben.visit('/slips');
    await picture(ben, `slips-${name}`);
    await ben.visit(`/people/${world.chi}/access`);
    await picture(ben, `access-helper-${name}`);
    await ben.press('Ayudar con un PIN nuevo');
    await picture(ben, `help-${name}`);
    await ben.fill({ fact: '4321' });
    await ben.press('Ver el código');
    expect(await code(ben)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    await picture(ben, `code-${name}`);

    const ada = await readerWith(browser, app, device);
    await enter(ada, 'ada@example.com');
    await ada.visit(`/people/${world.chi}/access`);
    await picture(ada, `access-hr-${name}`);
    await ada.visit('/devices');
    await picture(ada, `devices-empty-${name}`);
    await ada.fill({ name: `Tableta del comedor (${name})` });
    await ada.press('Crear el código');
    await picture(ada, `pairing-code-${name}`);
    const pairing = await code(ada);

    const tablet = await readerWith(browser, app, { ...TABLET, width: device.width, touch: device.touch });
    await tablet.visit(`/device/pair/${pairing.replace('-', '')}`);
    await picture(tablet, `pairing-${name}`);
    await tablet.press('Vincular');
    await picture(tablet, `device-sign-in-${name}`);
    await ada.visit('/devices');
    await picture(ada, `devices-${name}`);
    await tablet.page.goto('/sign-in/help');
    await tablet.look();
    await picture(tablet, `forgot-${name}`);
  });

  it('locks after a minute without a hand on it, keeps nothing, and leads back to where the person was', async () => {
    const ada = await readerWith(browser, app, DESKTOP);
    await enter(ada, 'ada@example.com');
    await ada.visit('/devices');
    await ada.fill({ name: 'Tableta de la tienda' });
    await ada.press('Crear el código');
    const pairing = await code(ada);

    const tablet = await readerWith(browser, app, TABLET);
    await tablet.page.clock.install();
    await tablet.visit('/device/pair');
    await tablet.fill({ code: pairing });
    await tablet.press('Vincular');
    await tablet.fill({ code: 'E003', pin: PIN });
    await tablet.press('Entrar');
    expect(tablet.path).toBe('/my');
    expect(await tablet.page.locator('.shared-device').innerText()).toContain('Equipo compartido: Tableta de la tienda');
    await picture(tablet, 'device-my');
    await tablet.page.evaluate("sessionStorage.setItem('draft:/x', 'Chi wrote this')");

    // From here on only the test moves the time, however long the machine takes.
    const now = await tablet.page.evaluate<number>('Date.now()');
    await tablet.page.clock.pauseAt(now + 1_000);
    await tablet.page.locator('h1').click();
    await tablet.page.clock.runFor(50_000);
    expect(await tablet.page.locator('[data-notice]').innerText()).toContain('se bloqueará enseguida');
    await picture(tablet, 'device-notice');
    await tablet.page.locator('h1').click();
    await tablet.page.clock.runFor(50_000);
    expect(tablet.path).toBe('/my');
    const locked = tablet.page.waitForURL('**/sign-in');
    await tablet.page.clock.runFor(15_000);
    await locked;
    await tablet.page.clock.resume();
    await tablet.look();
    expect(await tablet.words()).toContain('Lo que avanzó está guardado');
    expect(await tablet.page.evaluate('sessionStorage.length')).toBe(0);
    await picture(tablet, 'device-locked');

    await tablet.page.goBack();
    expect(tablet.path).toBe('/sign-in');
    expect(await tablet.page.content()).not.toContain('Chávez');
    await tablet.fill({ code: 'E003', pin: PIN });
    await tablet.press('Entrar');
    expect(tablet.path).toBe('/my');
    await tablet.press('Terminé');
    expect(tablet.path).toBe('/sign-in');
  });

  it('shows nothing of anybody after a sleep, without a signal, or once it was taken away', async () => {
    const ada = await readerWith(browser, app, DESKTOP);
    await enter(ada, 'ada@example.com');
    const pairedAndIn = async (name: string): Promise<Reader> => {
      await ada.visit('/devices');
      await ada.fill({ name });
      await ada.press('Crear el código');
      const tablet = await readerWith(browser, app, TABLET);
      await tablet.page.clock.install();
      await tablet.visit('/device/pair');
      await tablet.fill({ code: await code(ada) });
      await tablet.press('Vincular');
      await tablet.fill({ code: 'E003', pin: PIN });
      await tablet.press('Entrar');
      expect(tablet.path).toBe('/my');
      return tablet;
    };
    const goes = async ({ page }: Reader, act: () => Promise<unknown>): Promise<void> => {
      const gone = page.waitForURL('**/sign-in');
      await act();
      await gone;
      expect(await page.content()).not.toContain('Chávez');
    };

    // No script runs while a tablet sleeps: whoever wakes it is somebody else, though the server would still know the one before.
    const sleepy = await pairedAndIn('Tableta que duerme');
    await goes(sleepy, () => sleepy.page.clock.fastForward(85_000));
    await sleepy.page.goBack();
    expect(sleepy.path).toBe('/sign-in');

    const deaf = await pairedAndIn('Tableta sin señal');
    await deaf.page.context().setOffline(true);
    await deaf.page.clock.runFor(61_000);
    await deaf.page.waitForSelector('.device-locked');
    expect(await deaf.words()).toContain('Este equipo está bloqueado');
    expect(await deaf.page.content()).not.toContain('Chávez');
    await picture(deaf, 'device-offline');
    await deaf.page.context().setOffline(false);
    await goes(deaf, () => deaf.page.clock.runFor(6_000));
    expect(await deaf.page.evaluate('sessionStorage.length')).toBe(0);
    await deaf.page.goBack();
    expect(deaf.path).toBe('/sign-in');

    const lost = await pairedAndIn('Tableta perdida');
    await ada.visit('/devices');
    await ada.press('Retirar Tableta perdida');
    await goes(lost, () => lost.page.clock.runFor(11_000));
    expect(await lost.words()).toContain('ya no es compartido');
  });

  it('is opened and left by keyboard alone', async () => {
    const ada = await readerWith(browser, app, DESKTOP);
    await enter(ada, 'ada@example.com');
    await ada.visit('/devices');
    await ada.page.locator('[name="name"]').focus();
    await ada.page.keyboard.type('Por teclado');
    await ada.page.keyboard.press('Enter');
    await ada.page.waitForSelector('.access-code');
    const pairing = await code(ada);
    const device = await readerWith(browser, app, DESKTOP);
    await device.visit('/device/pair');
    await device.page.locator('[name="code"]').focus();
    await device.page.keyboard.type(pairing);
    await device.page.keyboard.press('Enter');
    await device.page.waitForURL('**/sign-in');
    await device.page.locator('[name="code"]').focus();
    await device.page.keyboard.type('E003');
    await device.page.keyboard.press('Tab');
    await device.page.keyboard.type(PIN);
    await device.page.keyboard.press('Enter');
    await device.page.waitForURL('**/my');
    const isThere = (): Promise<boolean> => device.page.evaluate<boolean>("document.activeElement.matches('.shared-device button')");
    for (let tabs = 0; tabs < 40 && !(await isThere()); tabs++) await device.page.keyboard.press('Tab');
    await device.page.keyboard.press('Enter');
    await device.page.waitForURL('**/sign-in');
    await device.look();
  });
});
