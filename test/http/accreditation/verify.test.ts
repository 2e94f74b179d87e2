import { createHash } from 'node:crypto';
import { newId } from '#kernel/id';
import { MONDAY } from '../../support/app';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiplomaPrinter, FILE_MEGABYTES, FileVerifier } from '#modules/accreditation';
import { sql } from '#platform/database/sql';
import { diplomasAtTheCommandLine } from '../../support/command-line';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

describe('/verify', () => {
  let at: DiplomaWorld;
  beforeAll(async () => {
    at = await startDiplomas();
    for (const person of [at.world.chi, at.world.fay, at.world.dora, at.world.ben]) await at.completes(person);
    await at.issue();
  });
  afterAll(() => at.app.close());

  it('asks anybody for a code and leads to its own address, however it was typed', async () => {
    const visitor = at.app.visitor();
    const form = await visitor.get('/verify');
    expect(form.status).toBe(200);
    expect(form.html).toContain('name="code"');
    const code = await at.codeOf(at.world.chi);
    const typed = code.replaceAll('-', ' ').toLowerCase();
    expect((await visitor.get(`/verify?code=${encodeURIComponent(typed)}`)).to).toBe(`/verify/${code}`);
    expect((await visitor.get('/verify?code=')).html).toContain('Escriba el código del diploma.');
  });

  it('answers without an account, in the language of the holder', async () => {
    const visitor = at.app.visitor();
    const spanish = await visitor.get(`/verify/${await at.codeOf(at.world.chi)}`, { 'accept-language': 'en' });
    expect(spanish.status).toBe(200);
    expect(spanish.html).toContain('lang="es"');
    expect(spanish.html).toContain('El diploma es válido');
    expect(spanish.html).toContain('Chi Chávez');
    const english = await visitor.get(`/verify/${await at.codeOf(at.world.fay)}`, { 'accept-language': 'es' });
    expect(english.html).toContain('lang="en"');
    expect(english.html).toContain('The diploma is valid');
    expect(english.html).not.toContain('{{');
  });

  it('tells other people’s tools the same, under names that stay', async () => {
    const code = await at.codeOf(at.world.chi);
    const answer = await at.app.visitor().get(`/verify/${code}.json`);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(JSON.parse(answer.html)).toMatchObject({
      status: 'valid',
      code,
      holder: 'Chi Chávez',
      unit: 'Mi trabajo es el cliente',
      hours: expect.any(Number) as number,
      issuedOn: '2027-03-01',
      issuer: 'Andina de Servicios',
    });
  });

  it('says of an unknown or impossible code that it is unknown, and nothing else', async () => {
    for (const code of ['22222-22222-22222-22222', 'hola', encodeURIComponent("' OR 1=1 --"), encodeURIComponent('<b>x</b>')]) {
      const page = await at.app.visitor().get(`/verify/${code}`);
      expect(page.status).toBe(404);
      expect(page.html).toContain('Ningún diploma tiene este código');
      expect(page.html).not.toContain('<b>x</b>');
      const told = JSON.parse((await at.app.visitor().get(`/verify/${code}.json`)).html) as Record<string, unknown>;
      expect(told).toMatchObject({ status: 'unknown', holder: null, unit: null, hours: null, issuedOn: null, issuer: null });
    }
  });

  it('takes as long over a code that exists as over one that does not', async () => {
    const known = await at.codeOf(at.world.chi);
    for (const code of [known, '22222-22222-22222-22222', 'x']) {
      const start = performance.now();
      await at.app.visitor().get(`/verify/${code}.json`);
      expect(performance.now() - start).toBeGreaterThan(55);
    }
  });

  it('shows the holder’s initials instead of the name to whoever asks, once the holder has chosen so', async () => {
    const code = await at.codeOf(at.world.chi);
    const chi = await signedIn(at.app, at.world.chi);
    const form = await chi.get('/my/diplomas/display');
    expect(form.html).toMatch(/value="name" required checked>[\s\S]*Chi Chávez[\s\S]*value="initials" required>[\s\S]*C\. C\./);
    expect((await chi.post('/my/diplomas/display', { shown_as: 'all' })).status).toBe(422);
    expect((await chi.post('/my/diplomas/display', { shown_as: 'initials' })).to).toBe('/my/diplomas');
    expect((await chi.get('/my/diplomas')).html).toContain('verá solo sus iniciales');
    const asked = await at.app.visitor().get(`/verify/${code}.json`);
    expect(asked.html).toContain('"holder":"C. C."');
    expect(asked.headers['access-control-allow-origin']).toBe('*');
    for (const path of [`/verify/${code}.json`, `/verify/${code}`]) expect((await at.app.visitor().get(path)).html).not.toContain('Chávez');
    const lines = await at.app.db.rows(sql`SELECT action FROM audit_line WHERE action = ${'diplomas.shown-as'}`);
    await chi.post('/my/diplomas/display', { shown_as: 'initials' });
    expect(await at.app.db.rows(sql`SELECT action FROM audit_line WHERE action = ${'diplomas.shown-as'}`)).toHaveLength(lines.length);
    await chi.post('/my/diplomas/display', { shown_as: 'name' });
    expect((await at.app.visitor().get(`/verify/${code}.json`)).html).toContain('"holder":"Chi Chávez"');
  });

  describe('a diploma given as a file', () => {
    const paper = async () => at.app.get(DiplomaPrinter).pdfOf((await at.accreditation.byCode(await at.codeOf(at.world.chi)))!);
    const dropped = (bytes: Buffer, name = 'diploma.pdf') => at.app.visitor().upload('/verify', {}, { file: { name, bytes } });
    const checked = (bytes: Buffer) => at.app.get(FileVerifier).verify(bytes);

    it('is found to be what was issued, without an account', async () => {
      const page = await dropped(await paper());
      expect(page.status).toBe(200);
      expect(page.html).toContain('El archivo es auténtico y el diploma es válido');
      expect(page.html).toContain('idéntico, byte por byte');
      expect(page.html).toContain('Chi Chávez');
    });

    it('is found to be altered whichever byte was changed, cut off or added', async () => {
      const bytes = await paper();
      const code = await at.codeOf(at.world.chi);
      const places = [...Array(40).keys()].map((n) => Math.floor((n * bytes.length) / 40) + (n % 7));
      const inCode = [...bytes.toString('latin1').matchAll(new RegExp(code, 'g'))].map(({ index }) => index + 3);
      expect(inCode.length).toBeGreaterThan(0);
      for (const place of [...places.slice(1), ...inCode]) {
        const changed = Buffer.from(bytes);
        changed[place]! ^= 1;
        expect(await checked(changed)).toMatchObject({ status: 'altered', compared: 'differs', code, holder: null });
      }
      expect(await checked(bytes.subarray(0, -1))).toMatchObject({ status: 'altered' });
      expect(await checked(Buffer.concat([bytes, Buffer.from('\n')]))).toMatchObject({ status: 'altered' });
      const page = await dropped(Buffer.concat([bytes, Buffer.from(' ')]));
      expect(page.html).toContain('Este archivo no es el que expedimos');
      expect(page.html).toContain(`href="/verify/${code}"`);
      expect(page.html).not.toContain('Chi Chávez');
    });

    it('stays authentic when a later release draws other bytes', async () => {
      const bytes = Buffer.concat([await paper(), Buffer.from('% drawn by another release\n')]);
      expect(await checked(bytes)).toMatchObject({ status: 'altered' });
      const diploma = await at.app.db.row<{ id: string }>(sql`SELECT id FROM diploma WHERE code = ${await at.codeOf(at.world.chi)}`);
      const digest = createHash('sha256').update(bytes).digest('hex');
      const then = { id: newId(), diplomaId: diploma?.id, digest, handedOutAt: MONDAY };
      await at.app.work.run(() => at.app.db.insert('diploma_file', [then]));
      expect(await checked(bytes)).toMatchObject({ status: 'valid', compared: 'same' });
    });

    it('is unknown where it is no diploma of ours, and each time the page says why', async () => {
      expect((await dropped(Buffer.from('%PDF-1.7\nhola'), '<b>.pdf')).html).toContain('No encontramos en él ningún código nuestro');
      expect((await dropped(Buffer.from('hola'))).html).toContain('No es un PDF');
      expect(await checked(Buffer.from('%PDF-1.7 (22222-22222-22222-22222)'))).toMatchObject({
        status: 'unknown',
        compared: 'foreign-code',
      });
      const none = await at.app.visitor().post('/verify');
      expect([none.status, none.html]).toEqual([422, expect.stringContaining('Elija el PDF del diploma.') as string]);
      const large = await dropped(Buffer.alloc(FILE_MEGABYTES * 1024 * 1024 + 1, '%PDF-1.7 '));
      expect([large.status, large.html]).toEqual([422, expect.stringContaining('pesa más de 5') as string]);
      expect((await dropped(Buffer.alloc(7 * 1024 * 1024))).status).toBe(413);
    });

    it('is checked at the command line too, which ends with 1 where it does not hold', async () => {
      const file = join(at.app.dataDir, 'given.pdf');
      writeFileSync(file, await paper());
      const code = await at.codeOf(at.world.chi);
      expect(await diplomasAtTheCommandLine('diploma', 'verify', file, '--json')).toMatchObject({
        exit: 0,
        told: { status: 'valid', code, holder: 'Chi Chávez' },
      });
      writeFileSync(file, 'x', { flag: 'a' });
      expect(await diplomasAtTheCommandLine('diploma', 'verify', file, '--json')).toMatchObject({
        exit: 1,
        told: { status: 'altered', code, holder: null },
      });
      expect(await diplomasAtTheCommandLine('diploma', 'verify', code, '--json')).toMatchObject({ exit: 0, told: { status: 'valid' } });
    });
  });

  it('says so when a diploma was replaced, revoked, or its record touched', async () => {
    const { db, work } = at.app;
    const [dora, ben] = [await at.codeOf(at.world.dora), await at.codeOf(at.world.ben)];
    const idOf = async (code: string) => (await db.row<{ id: string }>(sql`SELECT id FROM diploma WHERE code = ${code}`))!.id;
    await work.run(async () => {
      await db.update('diploma', await idOf(dora), { supersededAt: '2027-03-05T12:00:00.000Z', supersededBy: await idOf(ben) });
      await db.update('diploma', await idOf(ben), { revokedAt: '2027-03-05T12:00:00.000Z', revokedReason: 'identity' });
    });
    const page = await at.app.visitor().get(`/verify/${dora}`);
    expect(page.html).toContain('El diploma fue sustituido');
    expect(page.html).toContain(`/verify/${ben}`);
    expect((await at.app.visitor().get(`/verify/${ben}`)).html).toMatch(/El diploma fue revocado[\s\S]*No corresponde a la persona/);
    const fay = await at.codeOf(at.world.fay);
    await work.run(() => db.execute(sql`UPDATE diploma SET snapshot = REPLACE(snapshot, 'Fuentes', 'Fuertes') WHERE code = ${fay}`));
    const told = JSON.parse((await at.app.visitor().get(`/verify/${fay}.json`)).html) as Record<string, unknown>;
    expect(told).toMatchObject({ status: 'altered', holder: null });
  });

  it('stops an address that asks for one code after another', async () => {
    const answers = [];
    for (let n = 0; n < 70; n++) answers.push(at.app.visitor().get('/verify/22222-22222-22222-22223.json'));
    const refused = (await Promise.all(answers)).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});
