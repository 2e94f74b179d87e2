import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { diplomasAtTheCommandLine } from '../../support/command-line';
import { filesIn } from '../../support/zip';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

interface Index {
  readonly iat: number;
  readonly diplomas: number;
  readonly digits: number;
  readonly parts: Readonly<Record<string, string>>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the signed status of every diploma', () => {
  let at: DiplomaWorld;
  let chi: string;
  let ben: string;
  beforeAll(async () => {
    at = await startDiplomas();
    for (const person of [at.world.chi, at.world.ben, at.world.fay]) await at.completes(person);
    await at.issue();
    [chi, ben] = [await at.codeOf(at.world.chi), await at.codeOf(at.world.ben)];
  });
  afterAll(() => at.app.close());

  const get = (path: string, headers = {}) => at.app.visitor().get(path, headers);

  async function index(): Promise<Index> {
    const { html } = await get('/verify/status.jws');
    const { payload } = await compactVerify(html, await importJWK(decodeProtectedHeader(html).jwk!, 'RS256'));
    return JSON.parse(Buffer.from(payload).toString()) as Index;
  }

  /** As somebody does who has a code and the files. */
  async function entryOf(code: string): Promise<readonly unknown[] | undefined> {
    const { digits, parts } = await index();
    const hash = parts[sha256(code).slice(0, digits)]!;
    const { html, headers } = await get(`/verify/status/${hash}.json`);
    expect([sha256(html), headers['cache-control']]).toEqual([hash, expect.stringContaining('immutable')]);
    return (JSON.parse(html) as Record<string, readonly unknown[]>)[sha256(code)];
  }

  it('tells whoever has a code where its diploma stands, and nobody a code or a name', async () => {
    expect(await index()).toMatchObject({ iss: 'http://cadencia.test/badges/issuer.json', diplomas: 3, digits: 0 });
    const facts = sha256([chi, 'chi chávez', 'mi trabajo es el cliente', '2027-03-01'].join('\n'));
    expect(await entryOf(chi)).toEqual(['valid', facts]);
    expect(await entryOf('22222-22222-22222-22222')).toBeUndefined();
    const { html } = await get(`/verify/status/${(await index()).parts['']!}.json`);
    expect(html).not.toContain(chi);
    expect(html).not.toMatch(/chávez|trabajo/i);
    expect((await get(`/verify/status/${'0'.repeat(64)}.json`)).status).toBe(404);
    expect((await get('/verify/status/..%2F..%2Fsecret.key')).status).toBe(404);
  });

  it('stays the same file until something changes, and is not sent twice', async () => {
    const first = await get('/verify/status.jws');
    expect(await at.app.get(JobRunner).runNow('publish-status')).toBe(0);
    expect((await get('/verify/status.jws')).html).toBe(first.html);
    const again = await get('/verify/status.jws', { 'if-none-match': String(first.headers['etag']) });
    expect([again.status, again.html]).toEqual([304, '']);
    expect(first.headers).toMatchObject({ 'content-type': 'application/jose', 'access-control-allow-origin': '*' });
  });

  it('follows what is taken back, with its day and reason', async () => {
    await at.app.work.run(() =>
      at.app.db.execute(sql`UPDATE diploma SET revoked_at = ${at.app.clock.now()}, revoked_reason = ${'identity'} WHERE code = ${ben}`),
    );
    expect(await at.app.get(JobRunner).runNow('publish-status')).toBe(3);
    expect(await entryOf(ben)).toEqual(['revoked', expect.stringMatching(/^[0-9a-f]{64}$/), '2027-03-01', 'identity']);
  });

  describe('as files elsewhere', () => {
    let folder: string;
    let elsewhere: Server;
    let browser: Browser;
    beforeAll(async () => {
      folder = join(at.app.dataDir, 'elsewhere');
      expect((await diplomasAtTheCommandLine('diploma', 'status', '--out', folder, '--json')).told).toMatchObject({ out: folder });
      elsewhere = createServer((request, response) => {
        try {
          response.end(readFileSync(join(folder, request.url === '/' ? 'index.html' : (request.url ?? ''))));
        } catch {
          response.writeHead(404, { 'content-type': 'text/html' }).end(readFileSync(join(folder, '404.html')));
        }
      }).listen(0, '127.0.0.1');
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser.close();
      elsewhere.close();
    });

    it('verifies a code in a browser, at the address of the QR code too, and notices what was changed', async () => {
      const page = await browser.newPage({ locale: 'es' });
      const address = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
      await page.goto(`${address}/verify/${chi}`);
      await page.getByText('El diploma es válido.').waitFor();
      await page.getByText('Comparar también').click();
      await page.getByLabel('Nombre completo').fill('Chi  Chávez');
      await page.getByLabel('Unidad o título').fill('Mi trabajo es el cliente');
      await page.getByLabel('Fecha de expedición').fill('2027-03-01');
      await page.getByRole('button', { name: 'Verificar' }).click();
      await page.getByText('son los que se expidieron.').waitFor();
      await page.getByLabel('Código del diploma').fill(ben.toLowerCase().replaceAll('-', ' '));
      await page.getByRole('button', { name: 'Verificar' }).click();
      await page.getByText('El diploma fue revocado. Desde el 1 de marzo de 2027.').waitFor();
      await page.route('**/verify/status/*.json', async (route) => {
        const body = (await (await route.fetch()).text()).replace('revoked', 'valid');
        await route.fulfill({ body });
      });
      await page.getByRole('button', { name: 'Verificar' }).click();
      await page.getByText('aquí no se puede verificar nada').waitFor();
    });

    it('are as well a ZIP; neither overwrites what is not theirs', async () => {
      const zip = join(at.app.dataDir, 'elsewhere.zip');
      await diplomasAtTheCommandLine('diploma', 'status', '--out', zip);
      const names = [...(await filesIn(readFileSync(zip))).keys()];
      expect(names).toEqual(
        expect.arrayContaining(['verify/status.jws', '.well-known/jwks.json', 'badges/issuer.json', 'verify.html', '404.html']),
      );
      await expect(diplomasAtTheCommandLine('diploma', 'status', '--out', zip)).rejects.toThrow('exists already');
      await expect(diplomasAtTheCommandLine('diploma', 'status', '--out', at.app.dataDir)).rejects.toThrow('holds something else');
      await diplomasAtTheCommandLine('diploma', 'status', '--out', folder);
    });
  });
});
