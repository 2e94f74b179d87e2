import { sql } from '#platform/database/sql';
import { queriesOf } from '../../support/queries';
import type { Visitor } from '../../support/visitor';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

describe('/diplomas', () => {
  let at: DiplomaWorld;
  let ada: Visitor;
  beforeAll(async () => {
    at = await startDiplomas();
    ada = await signedIn(at.app, at.world.ada);
  });
  afterAll(() => at.app.close());

  const idOf = async (code: string) => (await at.app.db.row<{ id: string }>(sql`SELECT id FROM diploma WHERE code = ${code}`))!.id;
  const verified = async (code: string) => JSON.parse((await at.app.visitor().get(`/verify/${code}.json`)).html) as Record<string, unknown>;
  const RIGHT = { givenName: 'Chi', familyName: 'Chávez Núñez', reason: 'Faltaba el segundo apellido, según su documento.' };

  it('says what will appear while there is none', async () => {
    expect((await ada.get('/diplomas')).html).toContain('Todavía no se ha expedido ningún diploma');
  });

  it('lists what was issued, and finds it by name, by person and by code, in as many queries however many there are', async () => {
    for (const person of [at.world.chi, at.world.dora]) await at.completes(person);
    await at.issue();
    const few = await queriesOf(at.app, () => ada.get('/diplomas'));
    for (const person of [at.world.fay, at.world.emil, at.world.ben]) await at.completes(person);
    await at.issue();
    expect(await queriesOf(at.app, () => ada.get('/diplomas'))).toBe(few);
    const code = await at.codeOf(at.world.chi);
    const all = (await ada.get('/diplomas')).html;
    for (const found of ['Chi Chávez', 'Dora', 'Emil']) expect(all).toContain(found);
    for (const typed of ['chavez', 'E003', code, code.toLowerCase().replaceAll('-', ' ')]) {
      const { html } = await ada.get(`/diplomas?q=${encodeURIComponent(typed)}`);
      expect(html).toContain(code);
      expect(html).not.toContain('Dora');
    }
    expect((await ada.get('/diplomas?q=nadie')).html).toContain('Ningún diploma coincide');
    expect((await ada.get('/diplomas?standing=revoked')).html).not.toContain(code);
  });

  it('shows one as it was issued, with what happened to it, and its PDF', async () => {
    const id = await idOf(await at.codeOf(at.world.chi));
    const { status, html } = await ada.get(`/diplomas/${id}`);
    expect(status).toBe(200);
    expect(html).toContain('aria-label="Diploma de Chi Chávez: Mi trabajo es el cliente"');
    expect(html).toContain('Qué pasó con él');
    const pdf = await ada.get(`/diplomas/${id}/pdf`);
    expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect((await ada.get('/diplomas/hola')).status).toBe(404);
  });

  it('replaces one with the right name: the old code says by which, and both stay', async () => {
    const old = await at.codeOf(at.world.chi);
    const id = await idOf(old);
    const refused = await ada.post(`/diplomas/${id}/replacements`, { ...RIGHT, familyName: '', reason: 'corto' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Escriba los apellidos como deben leerse en el diploma.');
    expect(refused.html).toContain('value="Chi"');
    expect(refused.html).toContain('corto');
    const same = await ada.post(`/diplomas/${id}/replacements`, { ...RIGHT, familyName: 'Chávez' });
    expect(same.html).toContain('no hay nada que sustituir');

    const answers = await Promise.all([1, 2, 3, 4].map(() => ada.post(`/diplomas/${id}/replacements`, RIGHT)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    const rows = await at.app.db.rows<{ code: string; issue: number }>(
      sql`SELECT code, issue FROM diploma WHERE person_id = ${at.world.chi} ORDER BY issue`,
    );
    expect(rows.map(({ issue }) => issue)).toEqual([1, 2]);
    const code = rows[1]!.code;
    expect(await verified(old)).toMatchObject({ status: 'superseded', replacedBy: code, holder: 'Chi Chávez' });
    expect(await verified(code)).toMatchObject({ status: 'valid', holder: 'Chi Chávez Núñez', completedOn: '2027-03-01' });
    const page = (await ada.get(`/diplomas/${id}`)).html;
    expect(page).toContain(code);
    expect(page).toContain('Faltaba el segundo apellido');
    expect((await ada.get(`/diplomas/${id}/replacement`)).to).toBe(`/diplomas/${id}`);
    expect(await at.issue()).toBe(0);
  });

  it('revokes one for a reason that anybody may read, with a note that only the company reads, and may issue it again', async () => {
    const code = await at.codeOf(at.world.dora);
    const id = await idOf(code);
    const revocation = { reason: 'misconduct', note: 'Otra persona respondió la prueba; acta 12.' };
    expect((await ada.post(`/diplomas/${id}/revocation`, { reason: 'rencor', note: '' })).status).toBe(422);
    expect((await ada.post(`/diplomas/${id}/revocation`, revocation)).to).toBe(`/diplomas/${id}`);
    const again = await ada.post(`/diplomas/${id}/revocation`, { ...revocation, reason: 'identity' });
    expect(again.status).toBe(303);
    expect(await verified(code)).toMatchObject({ status: 'revoked', revokedReason: 'misconduct' });
    expect(JSON.stringify(await verified(code))).not.toContain('acta 12');
    expect((await ada.get(`/diplomas/${id}`)).html).toContain('acta 12');
    expect((await ada.get('/diplomas?standing=revoked')).html).toContain(code);
    expect(await at.issue()).toBe(0);

    const name = { givenName: 'Dora', familyName: 'Díaz', reason: 'La revocación fue un error de identificación.' };
    await ada.post(`/diplomas/${id}/replacements`, name);
    expect(await verified(await at.codeOf(at.world.dora))).toMatchObject({ status: 'valid' });
    expect(await verified(code)).toMatchObject({ status: 'revoked' });
  });
});
