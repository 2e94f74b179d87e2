import { deflateSync } from 'node:zlib';
import { newId } from '#kernel/id';
import { sql } from '#platform/database/sql';
import type { Answer, Visitor } from '../../support/visitor';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

const FORM = {
  template: 'sober',
  paper: 'letter',
  hue: '255',
  name1: 'Rosa Quispe',
  titleEs1: 'Directora general',
  titleEn1: 'Managing director',
  titleEs2: 'Responsable del programa',
  titleEn2: 'Head of the programme',
  approver2: 'yes',
  headingEs: 'Constancia',
  locale: 'es',
  kind: 'unit',
};

describe('/settings/diplomas', () => {
  let at: DiplomaWorld;
  let ada: Visitor;
  beforeAll(async () => {
    at = await startDiplomas();
    ada = await signedIn(at.app, at.world.ada);
  });
  afterAll(() => at.app.close());

  const drafted = async (from?: string): Promise<string> => (await ada.post('/settings/diplomas', from ? { from } : {})).to ?? '';
  const save = (
    path: string,
    fields: Readonly<Record<string, string>> = {},
    files: Readonly<Record<string, Buffer>> = {},
  ): Promise<Answer> =>
    ada.upload(
      path,
      { ...FORM, ...fields },
      Object.fromEntries(Object.entries(files).map(([field, bytes]) => [field, { name: bytes.length > 0 ? `${field}.png` : '', bytes }])),
    );
  const actions = async (): Promise<readonly string[]> =>
    (await at.app.db.rows<{ action: string }>(sql`SELECT action FROM audit_line WHERE action LIKE 'diploma-design.%' ORDER BY seq`)).map(
      ({ action }) => action,
    );
  const snapshotOf = async (person: string): Promise<Record<string, unknown>> => {
    const row = await at.app.db.row<{ snapshot: string }>(sql`SELECT snapshot FROM diploma WHERE person_id = ${person} AND kind = 'unit'`);
    return JSON.parse(row?.snapshot ?? '{}') as Record<string, unknown>;
  };
  const paperOf = async (person: typeof at.world.chi): Promise<Buffer> =>
    (await (await signedIn(at.app, person)).get(`/my/diplomas/${await at.codeOf(person)}.pdf`)).bytes;

  it('is among the settings, which HR finds in the navigation and nobody else does', async () => {
    const settings = await ada.get('/settings');
    expect(settings.html).toContain('href="/settings/diplomas"');
    expect(settings.html).toContain('href="/calendar/cadence"');
    expect((await ada.get('/coverage')).html).toContain('href="/settings"');
    const ben = await signedIn(at.app, at.world.ben);
    expect((await ben.get('/team')).html).not.toContain('href="/settings"');
    expect((await ben.get('/settings')).status).toBe(404);
    expect((await ben.get('/settings/diplomas')).status).toBe(404);
  });

  it('issues in the approved design only, and changes nothing that was issued', async () => {
    expect((await ada.get('/settings/diplomas')).html).toContain('el diseño con el que viene el programa');
    await at.completes(at.world.chi);
    await at.issue();
    const before = await paperOf(at.world.chi);

    const path = await drafted();
    expect((await save(path, {}, { seal: picture(200, 200), signature1: picture(300, 90) })).to).toBe(`${path}?locale=es&kind=unit`);
    await at.completes(at.world.ben);
    await at.issue();
    expect(await snapshotOf(at.world.ben)).toMatchObject({ design: { template: 'classic', paper: 'a4' } });

    expect((await ada.post(`${path}/approval`)).to).toBe('/settings/diplomas');
    expect((await ada.get('/settings/diplomas')).html).toContain('Aprobado por Ada Aguilar');
    await at.completes(at.world.dora);
    await at.issue();
    const { design, issuer, signatories } = await snapshotOf(at.world.dora);
    expect(design).toEqual({
      template: 'sober',
      version: 1,
      paper: 'letter',
      wording: { heading: 'Constancia', awardedTo: null, forCompleting: null },
    });
    expect(issuer).toMatchObject({ hue: 255, sealHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(signatories).toEqual([
      { name: 'Rosa Quispe', title: 'Directora general', signatureHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      { name: 'Ada Aguilar', title: 'Responsable del programa', signatureHash: null },
    ]);
    expect((await paperOf(at.world.dora)).toString('latin1')).toContain('/MediaBox [0 0 792 612]');
    expect((await paperOf(at.world.chi)).equals(before)).toBe(true);
    expect(await actions()).toEqual(['diploma-design.drafted', 'diploma-design.changed', 'diploma-design.approved']);
  });

  it('keeps what was approved as it was; another begins as its copy and retires it when it is approved', async () => {
    const [first] = await at.app.db.rows<{ id: string }>(sql`SELECT id FROM diploma_design WHERE approved_at IS NOT NULL`);
    const old = `/settings/diplomas/${first?.id ?? ''}`;
    expect((await save(old, { template: 'modern' })).to).toContain(old);
    expect((await ada.get(old)).html).not.toContain('name="titleEs1"');
    expect((await ada.post(`${old}/approval`)).to).toBe(old);
    const path = await drafted(first?.id);
    const copied = (await ada.get(path)).html;
    expect(copied).toContain('value="Constancia"');
    expect(copied).toContain('name="removeSeal"');
    await save(path, { template: 'modern', removeSeal: 'yes', hue: '' });
    await ada.post(`${path}/approval`);
    const rows = await at.app.db.rows(
      sql`SELECT number, template, hue, CASE WHEN retired_at IS NULL THEN 1 ELSE 0 END AS used FROM diploma_design ORDER BY number`,
    );
    expect(rows).toMatchObject([
      { number: 1, template: 'sober', hue: 255, used: 0 },
      { number: 2, template: 'modern', hue: null, used: 1 },
    ]);
    const gone = await drafted();
    expect((await ada.post(`${gone}/removal`)).to).toBe('/settings/diplomas');
    expect((await ada.get('/settings/diplomas')).html).not.toContain(gone);
    expect((await ada.post(`${gone}/approval`)).to).toBe(gone);
  });

  it('refuses with a sentence what cannot stand on paper, keeps what was typed, and saves nothing of it', async () => {
    const path = await drafted();
    const wrong = await save(path, { titleEn1: '', headingEs: 'x'.repeat(41), forCompletingEn: 'typed & kept' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Escriba el cargo en los dos idiomas');
    expect(wrong.html).toContain('demasiado largo');
    expect(wrong.html).toContain('value="typed &amp; kept"');
    expect((await save(path, { titleEs1: '', titleEn1: '', name1: '', titleEs2: '', titleEn2: '', approver2: '' })).html).toContain(
      'al menos el cargo',
    );
    const files: readonly (readonly [Buffer, string])[] = [
      [Buffer.from('<svg onload="x"/>'), 'no es una imagen'],
      [picture(200, 200).subarray(0, 90), 'incompleta o dañada'],
      [Buffer.concat([picture(200, 200), Buffer.alloc(1024 * 1024)]), 'más de 1 MB'],
      [picture(20, 20), 'muy pequeña'],
      [picture(3001, 2), 'demasiado grande'],
      [picture(200, 200, { interlaced: true }), 'no lee'],
    ];
    for (const [bytes, sentence] of files) {
      const answer = await save(path, {}, { seal: bytes });
      expect([sentence, answer.status, answer.html.includes(sentence)]).toEqual([sentence, 422, true]);
    }
    const templates = await at.app.db.rows(sql`SELECT template FROM diploma_design WHERE id = ${path.split('/').at(-1) ?? ''}`);
    expect(templates).toEqual([{ template: 'modern' }]);
  });

  it('shows each sample as a picture, as the form stands, without keeping anything', async () => {
    const path = await drafted();
    const page = (await ada.get(`${path}?locale=en&kind=programme`)).html;
    expect(page.match(/class="design-sample"/g)).toHaveLength(4);
    expect(page).toContain('Diploma of the programme:');
    expect(page).not.toMatch(/ style=/);
    const before = await actions();
    const shown = await ada.upload(
      `${path}/preview`,
      { ...FORM, headingEs: 'Otra palabra' },
      { seal: { name: 's.png', bytes: picture(200, 200) } },
    );
    expect(shown.status).toBe(200);
    expect(shown.html).toContain('Otra palabra');
    expect(shown.html).toContain('<image');
    expect(shown.html).not.toContain('<html');
    expect(await actions()).toEqual(before);
    expect((await ada.post(`${path}/preview`, { ...FORM, titleEs1: '' })).html).toContain('Hay algo por corregir');
    const pdf = await ada.get(`${path}/preview.pdf?kind=applied`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(4);
  });

  it('takes the five files that a browser sends, empty ones too', async () => {
    const path = await drafted();
    const empty = Buffer.alloc(0);
    const files = { logo: picture(90, 90), seal: empty, signature1: picture(200, 80), signature2: empty, signature3: empty };
    expect((await save(path, {}, files)).status).toBe(303);
    const page = (await ada.get(path)).html;
    for (const kept of ['removeLogo', 'removeSignature1']) expect(page).toContain(`name="${kept}"`);
    expect(page).not.toContain('name="removeSignature2"');
  });

  it('does not have a design that is not there', async () => {
    for (const id of [newId(), 'x']) {
      expect((await ada.get(`/settings/diplomas/${id}`)).status).toBe(404);
      expect((await ada.post('/settings/diplomas', { from: id })).status).toBe(404);
      expect((await ada.post(`/settings/diplomas/${id}/approval`)).status).toBe(404);
    }
  });
});

/** A grey PNG. */
function picture(width: number, height: number, { interlaced = false } = {}): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4, 'latin1');
    const check = Buffer.alloc(4);
    return Buffer.concat([head, data, check]);
  };
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc(height * (width + 1), 0));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 0, 0, 0, interlaced ? 1 : 0])])),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
