import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, chromium, type Download, type Page } from 'playwright-core';
import { startApp, type TestApp } from './app';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  // Of WCAG 2.2 AA; axe leaves it off unless asked.
  rules: { 'target-size': { enabled: true } },
};

/** What somebody holds in their hands. */
export interface Device {
  readonly width: number;
  readonly height: number;
  readonly scripts: boolean;
  readonly touch: boolean;
}

export const DESKTOP: Device = { width: 1280, height: 800, scripts: true, touch: false };
export const DESKTOP_WITHOUT_SCRIPTS: Device = { ...DESKTOP, scripts: false };
export const PHONE: Device = { width: 360, height: 740, scripts: true, touch: true };

export interface ServedApp extends TestApp {
  readonly address: string;
}

/** The real application, at an address that a browser reaches. */
export async function serveApp(): Promise<ServedApp> {
  const app = await startApp();
  await app.app.listen(0, '127.0.0.1');
  return { ...app, address: await app.app.getUrl() };
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** Somebody with a device of their own, signed in nowhere, speaking Spanish. */
export async function readerWith(browser: Browser, app: ServedApp, device: Device): Promise<Reader> {
  const context = await browser.newContext({
    baseURL: app.address,
    locale: 'es-PE',
    viewport: { width: device.width, height: device.height },
    hasTouch: device.touch,
    isMobile: device.touch,
    javaScriptEnabled: device.scripts,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  return new Reader(await context.newPage(), device);
}

/** Goes through the product as people do, and looks at every page that it meets: is it whole, does it fit, is it accessible? */
export class Reader {
  private status = 0;
  private complaints: string[] = [];

  constructor(
    readonly page: Page,
    private readonly device: Device,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('response', (response) => {
      const request = response.request();
      const isRedirect = response.status() >= 300 && response.status() < 400;
      if (request.isNavigationRequest() && request.frame() === page.mainFrame() && !isRedirect) this.status = response.status();
    });
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  async visit(path: string, expected = 200): Promise<void> {
    await this.page.goto(path);
    await this.look(expected);
  }

  /** Presses the button or the link of this name, and looks at the page to which it leads. */
  async press(name: string | RegExp): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.named(name).click();
    await loaded;
    await this.look();
  }

  /** Fills the fields of a form by their names; in a list of options, chooses. */
  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.page.locator(`[name="${name}"]:not([type="hidden"])`).first();
      if (await this.page.locator(`select[name="${name}"]`).count()) await field.selectOption(value);
      else await field.fill(value);
    }
  }

  async choose(name: string, value: string): Promise<void> {
    await this.page.locator(`input[name="${name}"][value="${value}"]`).check();
  }

  /** The words of the page's main part, as one line. */
  async words(): Promise<string> {
    return (await this.page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** Waits for what is under way on the server: with scripts the page shows it by itself, without them people load it again. */
  async until(text: string): Promise<void> {
    const shown = this.page.locator('main').getByText(text).first();
    if (this.device.scripts) await shown.waitFor();
    else
      for (let tries = 0; tries < 600 && (await shown.count()) === 0; tries++) {
        await this.page.waitForTimeout(100);
        await this.page.reload();
      }
    await this.look();
  }

  /** Presses something that answers with a file and leaves the page where it is. */
  async download(name: string | RegExp): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.named(name).click()]);
    return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
  }

  /** The file behind a link, for what a browser opens instead of keeping. */
  async file(name: string | RegExp): Promise<Buffer> {
    const answer = await this.page.request.get((await this.page.getByRole('link', { name }).first().getAttribute('href'))!);
    if (!answer.ok()) throw new Error(`${answer.url()}: status ${answer.status()}`);
    return answer.body();
  }

  /** @throws Error with everything that is wrong with the page. */
  async look(expected = 200): Promise<void> {
    const found: string[] = [];
    if (this.status !== expected) found.push(`status ${this.status} where ${expected} was expected`);
    const width = await this.page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > this.device.width) found.push(`${width} px wide on a screen of ${this.device.width} px`);
    // On a phone rows are cards: nothing of them hides at the side.
    const hidden = await this.page.evaluate<number>(
      `[...document.querySelectorAll('.table-frame')].filter((frame) => !frame.querySelector('.table-plain') && frame.scrollWidth > frame.clientWidth).length`,
    );
    if (this.device.width <= 640 && hidden > 0) found.push(`${hidden} tables hide something at their side`);
    // Without scripts axe has nothing to run on.
    if (this.device.scripts) found.push(...(await this.violations()));
    // Last, because a page complains while it is looked at too. Chromium also complains about a status that we expect.
    found.push(...this.complaints.filter((text) => expected === 200 || !text.includes(`status of ${expected}`)));
    this.complaints = [];
    if (found.length > 0) throw new Error(`${this.path}:\n${found.join('\n')}`);
  }

  private async violations(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(WCAG)})`);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`),
    );
  }

  private named(name: string | RegExp) {
    const exact = typeof name === 'string';
    return this.page.getByRole('button', { name, exact }).or(this.page.getByRole('link', { name, exact })).first();
  }
}

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
