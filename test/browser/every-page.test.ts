import type { Browser } from 'playwright-core';
import { addDays } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { AccountService, SessionService } from '#modules/identity';
import { AbsencesService, RosterService } from '#modules/people';
import { ExemptionsService, ExtensionsService } from '#modules/programme';
import { Contexts } from '#platform/time/contexts';
import { type Device, launchBrowser, PHONE, type Reader, readerWith, type ServedApp, serveApp } from '../support/browser';
import { completeUnit, openRound } from '../support/learning';
import { createWorld, signedIn, type World } from '../support/world';

jest.setTimeout(600_000);

/** Nobody lists the pages here: whoever adds one links to it, and it is looked at. */
describe('every page that links lead to', () => {
  let browser: Browser;
  let app: ServedApp;
  let world: World;

  beforeAll(async () => {
    browser = await launchBrowser();
    app = await serveApp();
    world = await createWorld(app);
    await makeHistory(app, world);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each([
    ['HR on a phone, in Spanish', 'ada', PHONE, 'es'],
    ['a manager on a phone, in English', 'ben', PHONE, 'en'],
    ['a coordinator on a phone, in Spanish', 'dora', PHONE, 'es'],
    ['somebody who learns, on a phone, in Spanish', 'fay', PHONE, 'es'],
  ] as const)('is whole, fits and is accessible for %s', async (_, who, device, language) => {
    const reader = await signedInReader(world[who], device);
    await reader.visit('/my');
    await speak(reader, language);
    const seen = await walk(reader);
    expect(seen.length).toBeGreaterThan(5);
  });

  async function signedInReader(personId: PersonId, device: Device): Promise<Reader> {
    const reader = await readerWith(browser, app, device);
    const token = await app.get(SessionService).begin(personId, app.clock.now());
    await reader.page.context().addCookies([{ name: 'cadencia-session', value: token, url: app.address }]);
    return reader;
  }
});

/** A bit of everything that the product shows. */
async function makeHistory(app: ServedApp, world: World): Promise<void> {
  const round = await openRound(app, world);
  const system = app.get(Contexts).system('test');
  const as = (personId: PersonId) => ({
    ...system,
    actor: { kind: 'person', personId, name: 'Ada Aguilar', roles: ['hr'], isManager: false, supplierIds: [] } as const,
  });
  await app.get(AccountService).grant(system, world.dora, { role: 'coordinator', supplierId: world.supplier });
  await completeUnit(app, await signedIn(app, world.chi), await round.assignmentOf(world.chi));
  const today = system.today;
  await app.get(AbsencesService).record(as(world.ada), world.ben, { kind: 'leave', fromOn: today, untilOn: addDays(today, 5) });
  const exemption = { reasonCode: 'health', evidence: 'Constancia 123', fromOn: today, untilOn: addDays(today, 9) } as const;
  await app.get(ExemptionsService).grant(as(world.ada), world.fay, round.roundId, exemption);
  await app.get(ExtensionsService).ask(as(world.dora), round.roundId, 'Inventario');
  const rows = 'codigo;nombres;apellidos;tipo;ingreso\nE700;Gil;García;empleado;2027-03-01\nE701;Gil;Garcia;empleado;31/02/2027\n';
  const file = { name: 'nomina.csv', bytes: Buffer.from(rows), mode: 'partial', source: 'page' } as const;
  await app.get(RosterService).checkFile(as(world.ada), file);
}

/** Follows every link once per kind of page. Leaves files alone. */
async function walk(reader: Reader): Promise<string[]> {
  const seen = new Set<string>();
  const waiting = [{ href: '/', from: 'the address bar' }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { href: here, from } = next;
    const kind = kindOf(here);
    if (seen.has(kind)) continue;
    seen.add(kind);
    await reader.visit(here).catch((error: unknown) => {
      throw new Error(`${here}, linked from ${from}: ${(error as Error).message}`);
    });
    const hrefs = await reader.page.evaluate<string[]>(LINKS);
    waiting.push(...hrefs.filter((href) => !FILES.test(href)).map((href) => ({ href, from: here })));
  }
  return [...seen];
}

const LINKS = `[...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href'))`;
const FILES = /\.(pdf|zip|csv|xlsx|png|svg|json)(\?|$)|\/(logo|file|download|pdf)$/;

/** Two pages are of one kind when only what they speak of differs. */
function kindOf(href: string): string {
  const { pathname, searchParams } = new URL(href, 'http://cadencia.test');
  const path = pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/lessons\/.*/, '/lessons/:step')
    .replace(/\/verify\/.+/, '/verify/:code');
  return [path, ...[...searchParams.keys()].sort()].join(' ');
}

async function speak(reader: Reader, language: 'es' | 'en'): Promise<void> {
  if (language === 'es') return;
  await reader.page.locator('.account summary').click();
  await reader.press('English');
}
