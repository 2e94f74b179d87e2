import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Context, PersonActor } from '#kernel/context';
import { type DownloadId, newId, type PersonId } from '#kernel/id';
import { plusDaysOf24Hours, plusMinutes } from '#kernel/instant';
import { DownloadsService, DownloadsUnderWay, KEPT_DAYS, LEASE_SECONDS, MOST_UNDER_WAY } from '#modules/accreditation';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { MONDAY, type TestApp } from '../../support/app';
import { queriesOf } from '../../support/queries';
import type { Answer, Visitor } from '../../support/visitor';
import { coordinates, signedIn } from '../../support/world';
import { filesIn } from '../../support/zip';
import { hire } from '../reporting/company';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

const CHI = '2027-1_U01_Chavez-Chi_E003.pdf';
const DORA = '2027-1_U01_Duarte-Dora_C001.pdf';
const QUESTION = { whose: 'line', round: 'all', team: 'all', site: 'all', supplier: 'all', kind: 'zip' } as const;

describe('/downloads', () => {
  let at: DiplomaWorld;
  let app: TestApp;
  let ben: Visitor;
  let ada: Visitor;
  beforeAll(async () => {
    at = await startDiplomas();
    ({ app } = at);
    for (const person of [at.world.ben, at.world.chi, at.world.dora, at.world.emil, at.world.fay]) await at.completes(person);
    await at.issue();
    ben = await signedIn(app, at.world.ben);
    ada = await signedIn(app, at.world.ada);
  });
  afterAll(() => app.close());
  afterEach(async () => {
    await app.get(JobRunner).settled();
    await app.get(DownloadsUnderWay).settled();
    await app.work.run(() => app.db.execute(sql`DELETE FROM diploma_download`));
    app.clock.stopAt(MONDAY);
  });

  describe('asked for', () => {
    it('is ready when the page comes back, and stands on it', async () => {
      const id = await ask(ben);
      const { html } = await ben.get('/downloads');
      expect(html).toContain('Mi equipo');
      expect(html).toContain('Lista');
      expect(html).toContain('2 diplomas');
      expect(html).toContain(`href="/downloads/${id}/file"`);
      expect(await namesIn(await taken(ben, id))).toEqual([CHI, DORA, 'index.csv']);
      expect(statSync(join(app.dataDir, 'downloads', `${id}.zip`)).mode & 0o777).toBe(0o600);
      expect(readdirSync(join(app.dataDir, 'downloads')).filter((name) => name.startsWith(id))).toEqual([`${id}.zip`]);
    });

    it('narrows to a round, a team, a site or a supplier', async () => {
      const site = newId<'site'>();
      await app.work.run(async () => {
        await app.db.insert('site', [{ id: site, name: 'Lima Norte', nameKey: 'lima norte' }]);
        await app.db.execute(sql`UPDATE engagement SET site_id = ${site} WHERE person_id = ${at.world.chi}`);
      });
      const everybody = { whose: 'everybody' };
      for (const [asked, names] of [
        [{ ...everybody, round: '2027-1' }, 5],
        [{ ...everybody, team: at.world.warehouse }, 1],
        [{ ...everybody, team: at.world.shop }, 3],
        [{ ...everybody, site }, 1],
        [{ ...everybody, supplier: at.world.supplier }, 1],
        [{ ...everybody, team: at.world.shop, supplier: at.world.supplier }, 1],
        [{ whose: 'line', manager: at.world.ben }, 2],
      ] as const) {
        const id = await ask(ada, asked);
        expect([asked, (await namesIn(await taken(ada, id))).length - 1]).toEqual([asked, names]);
        await ada.post(`/downloads/${id}/removal`);
      }
      const narrowed = await ask(ada, { ...everybody, round: '2027-1', site, supplier: 'all' });
      expect((await taken(ada, narrowed)).headers['content-disposition']).toContain('filename="diplomas_2027-1_Lima-Norte.zip"');
    });

    it('comes as one PDF for the printer, by name, a page each', async () => {
      const id = await ask(ada, { whose: 'everybody', kind: 'print' });
      const answer = await taken(ada, id);
      expect(answer.headers['content-type']).toBe('application/pdf');
      expect(answer.headers['content-disposition']).toContain('.pdf');
      expect(answer.bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(5);
    });

    it('says what is wrong and keeps what was chosen', async () => {
      const nothing = await ben.post('/downloads', { ...QUESTION, team: at.world.warehouse, kind: 'print' });
      expect(nothing.status).toBe(422);
      expect(nothing.html).toContain('no hay ningún diploma válido');
      expect(nothing.html).toMatch(/value="print"[^>]* checked/);
      const odd = await ben.post('/downloads', { ...QUESTION, kind: 'paper' });
      expect(odd.status).toBe(422);
      expect(odd.html).toContain('Elija en qué forma');
      expect((await ben.post('/downloads', { ...QUESTION, round: '2099-1' })).status).toBe(404);
    });

    it('is one download however often and however fast somebody clicks', async () => {
      const asked = await Promise.all(Array.from({ length: 5 }, () => ask(ben)));
      expect(new Set(asked).size).toBe(1);
      expect(await ask(ben)).toBe(asked[0]);
      app.clock.stopAt(plusMinutes(MONDAY, 6));
      expect(await ask(ben)).not.toBe(asked[0]);
    });

    it('waits its turn: one person has three under way, and is told so at the fourth', async () => {
      const rounds = ['2027-1', null] as const;
      const service = app.get(DownloadsService);
      const actor: PersonActor = { kind: 'person', personId: at.world.ada, name: 'Ada', roles: ['hr'], isManager: false, supplierIds: [] };
      const ctx: Context & { actor: PersonActor } = { ...at.ctx(), actor };
      const question = { managerId: null, supplierIds: null, teamId: null, siteId: null, locale: 'es' } as const;
      await hold(async () => {
        for (const round of rounds)
          for (const kind of ['zip', 'print'] as const) {
            const asked = await service.ask(ctx, { ...question, round, kind });
            if (round === null && kind === 'print') expect(asked).toMatchObject({ refusal: 'too-many-downloads' });
            else expect(asked.ok).toBe(true);
          }
        const page = await ada.get('/downloads');
        expect(page.headers['refresh']).toBe('5');
        expect(page.html.match(/En espera/g)?.length).toBeGreaterThanOrEqual(MOST_UNDER_WAY);
        expect(page.html).toMatch(/data-enhance="progress" data-url="\/downloads\/[0-9a-f-]+\/progress"/);
        expect(page.html).toContain('0 de 5');
        const refused = await ada.post('/downloads', { ...QUESTION, whose: 'everybody', kind: 'print' });
        expect(refused.status).toBe(422);
        expect(refused.html).toContain('Ya hay 3 descargas suyas');
      });
      // Two are drawn at a time; the third begins when one of them ends.
      await app.get(DownloadsUnderWay).begin();
      await app.get(DownloadsUnderWay).settled();
      const states = await app.db.rows(sql`SELECT state FROM diploma_download WHERE person_id = ${at.world.ada}`);
      expect(states).toEqual(Array.from({ length: MOST_UNDER_WAY }, () => ({ state: 'ready' })));
    });

    it('shows its page with as many questions to the database, however many there are', async () => {
      await ask(ben);
      const one = await queriesOf(app, () => ben.get('/downloads'));
      for (const kind of ['zip', 'print']) for (const round of ['all', '2027-1']) await ask(ben, { kind, round });
      expect(await queriesOf(app, () => ben.get('/downloads'))).toBe(one);
    });

    it('leads there from where few are given at once', async () => {
      const [first] = await hire(app, 61, { team: at.world.shop, manager: at.world.ben, supplier: at.world.supplier, prefix: 'M' });
      if (!first) throw new Error('nobody was hired');
      await allComplete(first);
      await at.issue();
      const small = await ben.get('/team/diplomas.zip?round=2027-1');
      expect(small.status).toBe(303);
      expect(small.to).toBe('/downloads/new?whose=line&round=2027-1');
      const form = await ben.get(small.to ?? '');
      expect(form.html).toContain('Son 63 diplomas');
      expect(form.html).toMatch(/<option value="2027-1" selected/);
      await app.work.run(() => app.db.execute(sql`UPDATE diploma SET revoked_at = ${MONDAY} WHERE person_id >= ${first}`));
    });
  });

  describe('taken', () => {
    it('goes on where it broke off, and is written down once', async () => {
      const id = await ask(ben);
      const path = `/downloads/${id}/file`;
      const lines = async () =>
        (await app.db.rows<{ detail: string }>(sql`SELECT detail FROM audit_line WHERE action = 'diplomas.downloaded' ORDER BY seq`)).map(
          ({ detail }) => JSON.parse(detail) as Record<string, unknown>,
        );
      const before = (await lines()).length;
      const whole = await ben.get(path);
      expect(whole.status).toBe(200);
      expect(whole.headers).toMatchObject({
        'accept-ranges': 'bytes',
        'content-length': String(whole.bytes.length),
        'content-type': 'application/zip',
        'cache-control': 'private, no-store',
      });
      const tag = String(whole.headers['etag']);
      const rest = await ben.get(path, { range: 'bytes=1000-', 'if-range': tag });
      expect(rest.status).toBe(206);
      expect(rest.headers['content-range']).toBe(`bytes 1000-${whole.bytes.length - 1}/${whole.bytes.length}`);
      expect(rest.bytes.equals(whole.bytes.subarray(1000))).toBe(true);
      expect((await ben.get(path, { range: 'bytes=1000-', 'if-range': '"another"' })).status).toBe(200);
      expect((await ben.get(path, { range: 'bytes=99999999-' })).status).toBe(416);
      expect((await lines()).slice(before)).toEqual([{ diplomas: 2, kind: 'zip', round: null, manager: 'self', download: id }]);
      await ben.get(path, { range: 'bytes=0-' });
      expect((await lines()).length).toBe(before + 2);
      expect((await ben.get('/downloads')).html).toContain('descargada:');
    });

    it('leaves a line even for whoever asks for the end only', async () => {
      const id = await ask(ben);
      await ben.get(`/downloads/${id}/file`, { range: 'bytes=1-' });
      expect(await app.db.row(sql`SELECT id FROM diploma_download WHERE id = ${id} AND downloaded_at IS NOT NULL`)).not.toBeNull();
    });

    it('is nobody else’s, and not theirs any more once their role has ended', async () => {
      const id = await ask(ben);
      const paths = [`/downloads/${id}/file`, `/downloads/${id}/progress`];
      for (const path of paths) expect((await ada.get(path)).status).toBe(404);
      for (const path of [`/downloads/${id}/removal`, `/downloads/${id}/attempts`]) expect((await ada.post(path)).status).toBe(404);
      const other = newId<'person'>();
      await app.work.run(() => app.db.execute(sql`UPDATE engagement SET manager_id = ${at.world.fay} WHERE manager_id = ${at.world.ben}`));
      expect((await ben.get(paths[0] ?? '')).status).toBe(404);
      // Still a coordinator, and so somebody who may have downloads; not of a line, though.
      await coordinates(app, at.world.ben, at.world.supplier);
      expect((await ben.get(paths[0] ?? '')).status).toBe(404);
      expect((await ben.get('/downloads')).status).toBe(200);
      await app.work.run(async () => {
        await app.db.execute(sql`DELETE FROM role_grant WHERE person_id = ${at.world.ben}`);
        await app.db.execute(sql`UPDATE engagement SET manager_id = ${at.world.ben} WHERE manager_id = ${at.world.fay}`);
      });
      expect((await ben.get(paths[0] ?? '')).status).toBe(200);
      expect((await ben.post('/downloads', { ...QUESTION, manager: at.world.fay })).status).toBe(404);
      expect((await ben.post('/downloads', { ...QUESTION, whose: 'everybody' })).status).toBe(404);
      expect((await ben.get(`/downloads/new?manager=${at.world.fay}`)).status).toBe(404);
      expect((await ada.get(`/downloads/new?manager=${other}`)).status).toBe(404);
    });

    it('is a coordinator’s, of the own suppliers, as long as all of them are', async () => {
      const guards = newId<'supplier'>();
      await app.work.run(() => app.db.insert('supplier', [{ id: guards, name: 'Vigilancia SA', nameKey: 'vigilancia sa', taxId: null }]));
      await coordinates(app, at.world.fay, at.world.supplier);
      await coordinates(app, at.world.fay, guards);
      const fay = await signedIn(app, at.world.fay);
      const id = await ask(fay, { whose: 'suppliers' });
      expect(await namesIn(await taken(fay, id))).toEqual([DORA, 'index.csv']);
      expect((await fay.post('/downloads', QUESTION)).status).toBe(404);
      await app.work.run(() => app.db.execute(sql`DELETE FROM role_grant WHERE person_id = ${at.world.fay} AND supplier_id = ${guards}`));
      expect((await fay.get(`/downloads/${id}/file`)).status).toBe(404);
    });

    it('is gone after a week, with its file, and stands on the list as expired', async () => {
      const id = await ask(ben);
      app.clock.stopAt(plusMinutes(plusDaysOf24Hours(MONDAY, KEPT_DAYS), -1));
      expect(await app.get(JobRunner).runNow('expire-downloads')).toBe(0);
      app.clock.stopAt(plusDaysOf24Hours(MONDAY, KEPT_DAYS));
      const again = await signedIn(app, at.world.ben);
      mkdirSync(join(app.dataDir, 'downloads'), { recursive: true });
      const stray = join(app.dataDir, 'downloads', `${newId()}.part`);
      writeFileSync(stray, 'left behind');
      expect(await app.get(JobRunner).runNow('expire-downloads')).toBe(1);
      expect(existsSync(stray)).toBe(false);
      expect(existsSync(join(app.dataDir, 'downloads', `${id}.zip`))).toBe(false);
      expect((await again.get(`/downloads/${id}/file`)).status).toBe(404);
      expect((await again.get('/downloads')).html).toContain('Vencida');
    });

    it('is deleted with its file by whoever asked for it', async () => {
      const id = await ask(ben);
      expect((await ben.post(`/downloads/${id}/removal`)).to).toBe('/downloads');
      expect(existsSync(join(app.dataDir, 'downloads', `${id}.zip`))).toBe(false);
      expect((await ben.get('/downloads')).html).toContain('Todavía no ha pedido ninguna descarga');
      expect(await app.db.row(sql`SELECT seq FROM audit_line WHERE action = 'download.removed' AND subject_id = ${id}`)).not.toBeNull();
    });
  });

  describe('that meets trouble', () => {
    it('names a diploma that cannot be drawn, and has all the others', async () => {
      const heal = await poison(at.world.chi);
      const zip = await ask(ben);
      const files = await filesIn(await bytesOf(ben, zip));
      expect([...files.keys()].sort()).toEqual([DORA, 'index.csv']);
      const index = indexIn(files);
      expect(index.find((row) => row['apellidos'] === 'Chávez')).toMatchObject({
        archivo: '',
        observacion: expect.stringContaining('No se pudo dibujar') as string,
      });
      expect(index.find((row) => row['apellidos'] === 'Duarte')).toMatchObject({ archivo: DORA, observacion: '' });
      const print = await ask(ada, { whose: 'everybody', kind: 'print' });
      expect((await bytesOf(ada, print)).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(4);
      for (const visitor of [ben, ada]) expect((await visitor.get('/downloads')).html).toContain('Chávez Chi (E003)');
      await heal();
    });

    it('says that none could be drawn, and tries again when it is told to', async () => {
      const heals = [await poison(at.world.chi), await poison(at.world.dora)];
      const id = await ask(ben);
      expect((await ben.get('/downloads')).html).toContain('No se pudo dibujar ninguno');
      expect((await ben.get(`/downloads/${id}/file`)).status).toBe(404);
      for (const heal of heals) await heal();
      expect((await ben.post(`/downloads/${id}/attempts`)).to).toBe(`/downloads#d-${id}`);
      await app.get(DownloadsUnderWay).settled();
      expect(await namesIn(await taken(ben, id))).toEqual([CHI, DORA, 'index.csv']);
    });

    it('keeps what is drawn when the disk is full, and goes on when there is room', async () => {
      const id = await ask(ben);
      const list = await listOf(id);
      await again(id, { list, part: (path) => symlinkSync('/dev/full', path) });
      expect((await ben.get('/downloads')).html).toContain('El disco del servidor está lleno');
      // What stands in the way is put away, as somebody who makes room would.
      await app.work.run(() => app.db.execute(sql`UPDATE diploma_download SET state = 'ready' WHERE id = ${id}`));
      expect((await ben.get(`/downloads/${id}/file`)).to).toBe('/downloads');
    });

    it('gives up a download that ends every process that takes it on', async () => {
      const id = await ask(ben);
      await app.work.run(() =>
        app.db.execute(sql`UPDATE diploma_download SET state = 'drawing', attempts = 5, lease_until = ${MONDAY} WHERE id = ${id}`),
      );
      await app.get(JobRunner).runNow('draw-downloads');
      expect((await ben.get('/downloads')).html).toContain('Algo falló varias veces seguidas');
    });

    it('asks to have it made again where the file is gone', async () => {
      const id = await ask(ben);
      truncateSync(join(app.dataDir, 'downloads', `${id}.zip`));
      await ben.post(`/downloads/${id}/removal`);
      const other = await ask(ben);
      writeFileSync(join(app.dataDir, 'downloads', 'x'), '');
      await app.work.run(() => app.db.execute(sql`UPDATE diploma_download SET file_name = 'gone.pdf' WHERE id = ${other}`));
      expect((await ben.get(`/downloads/${other}/file`)).to).toBe('/downloads');
      expect((await ben.get('/downloads')).html).toContain('ya no está');
    });

    it('goes on where a process was killed, with the same diplomas, and draws none of them twice', async () => {
      const [first] = await hire(app, 80, { team: at.world.warehouse, manager: at.world.fay, supplier: at.world.supplier, prefix: 'K' });
      if (!first) throw new Error('nobody was hired');
      await allComplete(first);
      await at.issue();
      const id = await hold(() => ask(ada, { whose: 'everybody', team: at.world.warehouse }));
      const part = join(app.dataDir, 'downloads', `${id}.part`);
      const restarted = await killedWhileDrawing(part, id);
      const broken = readFileSync(part);
      expect(broken.length).toBeGreaterThanOrEqual(100_000);
      expect((await stateOf(id)).state).toBe('drawing');
      // Nobody takes over while its lease lasts.
      await restarted.get(JobRunner).runNow('draw-downloads');
      expect(readFileSync(part).length).toBe(broken.length);
      restarted.clock.stopAt(plusMinutes(MONDAY, 30 + LEASE_SECONDS));
      await app.work.run(() => app.db.execute(sql`UPDATE diploma_download SET lease_until = ${MONDAY} WHERE id = ${id}`));
      await restarted.get(JobRunner).runNow('draw-downloads');
      await restarted.get(DownloadsUnderWay).settled();
      const whole = readFileSync(join(app.dataDir, 'downloads', `${id}.zip`));
      expect(whole.subarray(0, 100_000).equals(broken.subarray(0, 100_000))).toBe(true);
      const files = await filesIn(whole);
      expect(files.size).toBe(82);
      expect(indexIn(files)).toHaveLength(81);
      expect((await stateOf(id)).attempts).toBe(2);
    });

    it('is let go by a process that ends in peace, and taken on by the next one at once', async () => {
      const id = await hold(() => ask(ada, { whose: 'everybody', team: at.world.warehouse }));
      const underWay = app.get(DownloadsUnderWay);
      expect(await underWay.begin()).toBe(1);
      at = { ...at, app: await app.restart() };
      ({ app } = at);
      expect(await stateOf(id)).toMatchObject({ state: 'waiting', attempts: 0 });
      await app.get(JobRunner).runNow('draw-downloads');
      await app.get(DownloadsUnderWay).settled();
      expect(await stateOf(id)).toMatchObject({ state: 'ready', attempts: 1 });
      [ben, ada] = [await signedIn(app, at.world.ben), await signedIn(app, at.world.ada)];
      expect((await filesIn(await bytesOf(ada, id))).size).toBe(82);
    });
  });

  async function ask(visitor: Visitor, asked: Record<string, string> = {}): Promise<DownloadId> {
    const { to = '', html } = await visitor.post('/downloads', { ...QUESTION, ...asked });
    // A page waits a moment only, and a test as long as it takes.
    await app.get(DownloadsUnderWay).settled();
    const id = /^\/downloads#d-(.+)$/.exec(to)?.[1];
    if (id === undefined) throw new Error(`not asked for: ${to} ${html.slice(0, 2000)}`);
    return id as DownloadId;
  }

  /** Everybody who was hired from this person on. */
  async function allComplete(first: PersonId): Promise<void> {
    const hired = await app.db.rows<{ id: PersonId }>(sql`SELECT id FROM person WHERE id >= ${first}`);
    await app.work.run(async () => {
      for (const { id } of hired) await at.completes(id);
    });
  }

  async function taken(visitor: Visitor, id: DownloadId): Promise<Answer> {
    const answer = await visitor.get(`/downloads/${id}/file`);
    if (answer.status !== 200) throw new Error(`the file of a download answers ${answer.status}: ${JSON.stringify(await stateOf(id))}`);
    return answer;
  }

  const bytesOf = async (visitor: Visitor, id: DownloadId): Promise<Buffer> => (await taken(visitor, id)).bytes;
  const namesIn = async ({ bytes }: Answer): Promise<string[]> => [...(await filesIn(bytes)).keys()].sort();

  async function stateOf(id: DownloadId): Promise<{ state: string; attempts: number }> {
    const found = await app.db.row<{ state: string; attempts: number }>(sql`SELECT state, attempts FROM diploma_download WHERE id = ${id}`);
    if (found === null) throw new Error('there is no such download');
    return found;
  }

  /** While nobody here draws: what is asked for waits. */
  async function hold<T>(work: () => Promise<T>): Promise<T> {
    const underWay = app.get(DownloadsUnderWay) as unknown as { stopping: boolean };
    underWay.stopping = true;
    try {
      return await work();
    } finally {
      await app.get(JobRunner).settled();
      underWay.stopping = false;
    }
  }

  /** A diploma whose picture no program can read. */
  async function poison(personId: PersonId): Promise<() => Promise<void>> {
    const row = await app.db.row<{ id: string; snapshot: string }>(sql`SELECT id, snapshot FROM diploma WHERE person_id = ${personId}`);
    if (row === null) throw new Error('this person has no diploma');
    const snapshot = JSON.parse(row.snapshot) as { issuer: { logoHash: string | null } };
    snapshot.issuer.logoHash = 'unreadable';
    await app.work.run(async () => {
      await app.db.insert('diploma_picture', [{ hash: 'unreadable', content: Buffer.from('no picture').toString('base64') }], 'nothing');
      await app.db.update('diploma', row.id, { snapshot: JSON.stringify(snapshot) });
    });
    return async () => {
      await app.work.run(() => app.db.update('diploma', row.id, { snapshot: row.snapshot }));
    };
  }

  /** As it would be settled before the drawing begins. */
  async function listOf(id: DownloadId): Promise<string> {
    const files = await filesIn(await bytesOf(ben, id));
    return JSON.stringify(
      indexIn(files).map((row) => ({
        name: row['archivo'],
        code: row['codigo_diploma'],
        round: row['ronda'],
        unit: row['unidad'],
        personCode: row['codigo'],
        givenName: row['nombres'],
        familyName: row['apellidos'],
        issuedAt: MONDAY,
      })),
    );
  }

  /** Draws a download once more, over what `part` leaves in its place. */
  async function again(id: DownloadId, { list, part }: { list: string; part: (path: string) => void }): Promise<void> {
    const folder = join(app.dataDir, 'downloads');
    writeFileSync(join(folder, `${id}.list`), list);
    part(join(folder, `${id}.part`));
    await app.work.run(() =>
      app.db.execute(
        sql`UPDATE diploma_download SET state = 'waiting', attempts = 0, lease_until = NULL, file_name = 'diplomas' WHERE id = ${id}`,
      ),
    );
    await app.get(DownloadsUnderWay).begin();
    await app.get(DownloadsUnderWay).settled();
  }

  /** A real process takes the download on and is killed in the middle of it. One that was done before anybody looked has another go. */
  async function killedWhileDrawing(part: string, id: DownloadId): Promise<TestApp> {
    for (let goes = 0; goes < 5; goes++) {
      await killedOnceItDraws(part, id);
      if ((await stateOf(id)).state === 'drawing' && sizeOf(part) >= 100_000) return app;
      await app.work.run(() =>
        app.db.execute(sql`UPDATE diploma_download SET state = 'waiting', attempts = 0, lease_until = NULL WHERE id = ${id}`),
      );
    }
    throw new Error('every other process was done before it could be killed');
  }

  async function killedOnceItDraws(part: string, id: DownloadId): Promise<void> {
    const { DATABASE_URL, DATA_DIR, SECRET_KEY } = process.env;
    const child = spawn(process.execPath, ['dist/main.js'], {
      env: { ...process.env, DATABASE_URL, DATA_DIR, SECRET_KEY, CADENCIA_NOW: plusMinutes(MONDAY, 30), PORT: '0', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      const patience = performance.now() + 50_000;
      while (sizeOf(part) < 100_000 && (await stateOf(id)).state !== 'ready') {
        if (child.exitCode !== null) throw new Error('the other process ended by itself: is the product built?');
        if (performance.now() > patience) throw new Error(`nothing is drawn: ${JSON.stringify(await stateOf(id))}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  }
});

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function indexIn(files: ReadonlyMap<string, Buffer>): Record<string, string>[] {
  return parse(files.get('index.csv') ?? '', { bom: true, columns: true, delimiter: ';' });
}
