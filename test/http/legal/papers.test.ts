import { sql } from '#platform/database/sql';
import { toInstant } from '#kernel/instant';
import { MergesService } from '#modules/people';
import { queriesOf } from '../../support/queries';
import type { Visitor } from '../../support/visitor';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from '../accreditation/diploma-world';

const AT = '/legal/mx-dc3';
const EMPLOYER = {
  'employer-name': 'Andina de Servicios, S. A. de C. V.',
  rfc: 'and010203ab1',
  trainer: 'Andina de Servicios',
  instructor: 'Ada Aguilar',
  'employer-representative': 'Rosa Luna',
};
const CURP = 'CACX850101MDFHVH09';

describe('the papers that a law asks for', () => {
  let at: DiplomaWorld;
  let ada: Visitor;
  beforeAll(async () => {
    at = await startDiplomas();
    ada = await signedIn(at.app, at.world.ada);
  });
  afterAll(() => at.app.close());

  const papers = () =>
    at.app.db.rows<{ id: string; content: string; dueOn: string; deliveredOn: string | null }>(
      sql`SELECT id, content, due_on, delivered_on FROM legal_paper WHERE superseded_at IS NULL ORDER BY id`,
    );

  it('are not asked for until the company says from when', async () => {
    await at.completes(at.world.chi);
    expect((await ada.get('/legal')).html).toContain('México · DC-3');
    const page = (await ada.get(AT)).html;
    expect(page).toContain('Su empresa todavía no la usa');
    expect(page).toContain('No es asesoría legal');
    expect((await ada.post(`${AT}/use`, { from: '2027-02-31' })).to).toBe(AT);
    expect((await ada.get(AT)).html).toContain('Elija el día desde el cual se usa.');
    await ada.post(`${AT}/use`, { from: '2027-03-01' });
    expect((await ada.get(AT)).html).toContain('Términos desde el');
    expect((await ada.get('/legal/xx-none')).status).toBe(404);
  });

  it('list what is missing, of people and of employers, before a round opens too', async () => {
    const page = (await ada.get(AT)).html;
    expect(page).toMatch(/CURP[\s\S]*A 5 personas/);
    expect(page).toContain('Falta: RFC con homoclave, Agente capacitador, Instructor o tutor en línea, Patrón o representante legal');
    const list = (await ada.get(`${AT}/people`)).html;
    expect(list).toContain('Chi Chávez');
    expect(list).not.toContain('Emil');
    await at.app.work.run(() => at.app.db.execute(sql`UPDATE round SET opened_at = NULL, opened_by = NULL WHERE id = ${at.round}`));
    expect((await ada.get(`/rounds/${at.round}/opening`)).html).toContain(
      'Para México · DC-3 faltan datos: de 5 personas y de 2 empleadores.',
    );
    await at.app.work.run(() => at.app.db.execute(sql`UPDATE round SET opened_at = '2027-03-01T14:00:00.000Z' WHERE id = ${at.round}`));
  });

  it('keep what is right, and say of each field what is not', async () => {
    const wrong = await ada.post(`${AT}/employers/company`, { ...EMPLOYER, rfc: 'hola' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('No tiene la forma que debe.');
    expect(wrong.html).toContain('value="hola"');
    expect((await ada.post(`${AT}/employers/company`, EMPLOYER)).to).toBe(AT);
    expect((await ada.get(`${AT}/employers/company`)).html).toContain('value="AND010203AB1"');
    expect((await ada.post(`${AT}/units/01-mi-trabajo-es-el-cliente`, { 'thematic-area': '7000' })).to).toBe(AT);
    expect((await ada.get(AT)).html).toContain('7000 Desarrollo personal y familiar');
    const chi = `${AT}/people/${at.world.chi}`;
    expect((await ada.post(chi, { curp: 'X', occupation: '07' })).status).toBe(422);
    expect((await ada.post(chi, { curp: CURP.toLowerCase(), occupation: '07.1', 'job-title': 'Vendedora' })).to).toBe(`${AT}/people`);
    expect((await ada.get(`${AT}/people`)).html).not.toContain('Chi Chávez');
    expect((await ada.get(`${AT}/people/hola`)).status).toBe(404);
    expect((await ada.get(`${AT}/employers/hola`)).status).toBe(404);
  });

  it('come back from a file, with every cell that was not kept', async () => {
    const list = await ada.get(`${AT}/people.csv`);
    expect(list.headers['content-type']).toContain('text/csv');
    const text = list.bytes.toString('utf8');
    expect(text).toContain('person_code;family_name;given_name;curp;occupation;job-title');
    expect(text).not.toContain('Chávez');
    const bring = (content: string | Buffer) => ada.upload(`${AT}/people`, {}, { file: { name: 'x.csv', bytes: Buffer.from(content) } });
    const brought = await bring('person_code;curp;occupation\r\nC001;DAXD900202MJCZRR07;07.7\r\nE002;nada;07.1\r\nZ999;x;y\r\n');
    expect(brought.html).toContain('se guardaron los datos de 2 personas');
    expect(brought.html).toContain('Nadie tiene este código.');
    expect(brought.html).toContain('No tiene la forma que debe.');
    expect((await bring('person_code,job-title\nC001,Repartidora')).to).toBe(`${AT}/people`);
    expect((await bring('curp\nX')).html).toContain('Falta la columna person_code.');
    expect((await bring('person_code\nE002')).html).toContain('No trae ninguna de estas columnas: curp, occupation, job-title.');
    expect((await bring(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).html).toContain('No es un archivo CSV');
    const lines = await at.app.db.rows<{ detail: string }>(sql`SELECT detail FROM audit_line WHERE action LIKE 'legal.%'`);
    expect(lines.map(({ detail }) => detail).join()).not.toContain(CURP);
  });

  it('are made once when nothing is missing, with what was known on the day, and due on the twentieth working day', async () => {
    await at.completes(at.world.fay);
    expect((await ada.get(AT)).html).toContain('Hacer la constancia que está lista');
    const answers = await Promise.all([1, 2, 3].map(() => ada.post(`${AT}/papers`)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [paper, ...others] = await papers();
    expect(others).toEqual([]);
    expect(paper?.dueOn).toBe('2027-03-30');
    expect((JSON.parse(paper!.content) as { values: object }).values).toMatchObject({
      'person.name': 'Chávez Chi',
      curp: CURP,
      occupation: '07.1',
      rfc: 'AND010203AB1',
      'unit.title': 'Mi trabajo es el cliente',
      'thematic-area': '7000',
      'period.to': '2027-03-01',
    });
    const page = (await ada.get(`${AT}/papers`)).html;
    expect(page).toContain('Chávez Chi');
    const first = await ada.get(`${AT}/papers/${paper!.id}`);
    expect(first.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    // What is corrected later changes no paper that was made.
    await ada.post(`${AT}/people/${at.world.chi}`, { 'job-title': 'Gerente' });
    expect((await ada.get(`${AT}/papers/${paper!.id}`)).bytes.equals(first.bytes)).toBe(true);
    expect((await ada.get(`${AT}/papers.pdf?state=undelivered`)).bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect((await ada.get(`${AT}/papers.pdf?state=delivered`)).status).toBe(404);
  });

  it('are the person’s own, and nobody else’s', async () => {
    const [paper] = await papers();
    const [chi, ben] = [await signedIn(at.app, at.world.chi), await signedIn(at.app, at.world.ben)];
    expect((await chi.get('/my/diplomas')).html).toContain('href="/my/papers"');
    expect((await ben.get('/my/diplomas')).html).not.toContain('/my/papers');
    expect((await chi.get('/my/papers')).html).toContain('Constancia de competencias o de habilidades laborales');
    expect((await chi.get(`/my/papers/${paper!.id}`)).status).toBe(200);
    expect((await ben.get('/my/papers')).html).toContain('Todavía no tiene constancias');
    expect((await ben.get(`/my/papers/${paper!.id}`)).status).toBe(404);
  });

  it('are made anew when something was wrong, and handed over, and are overdue when they are not', async () => {
    const [paper] = await papers();
    expect((await ada.post(`${AT}/papers/${paper!.id}/replacement`)).to).toBe(`${AT}/papers`);
    expect((await ada.post(`${AT}/papers/${paper!.id}/replacement`)).status).toBe(303);
    const [anew] = await papers();
    expect(anew?.id).not.toBe(paper?.id);
    expect(anew?.content).toContain('Gerente');
    at.app.clock.stopAt(toInstant('2027-03-31T14:00:00Z'));
    const late = await signedIn(at.app, at.world.ada);
    expect((await late.get(`${AT}/papers`)).html).toContain('Fuera de plazo');
    expect((await late.get(AT)).html).toMatch(/Fuera de plazo<\/dt><dd>[\s\S]*?2/);
    await late.post(`${AT}/deliveries`, { paper: anew!.id });
    expect((await papers())[0]?.deliveredOn).toBe('2027-03-31');
    expect((await late.get(`${AT}/papers?state=delivered`)).html).toContain('Chávez Chi');
    expect((await late.post(`${AT}/deliveries`)).to).toBe(`${AT}/papers`);
  });

  it('cost as many queries however many people there are', async () => {
    const visitor = await signedIn(at.app, at.world.ada);
    expect(await queriesOf(at.app, () => visitor.get(AT))).toBeLessThanOrEqual(16);
  });

  it('go with a person who turned out to be another', async () => {
    const merged = await at.app.get(MergesService).merge(at.ctx(), at.world.ada, at.world.dora);
    expect(merged).toMatchObject({ ok: true });
    const own = await at.app.db.rows<{ field: string }>(
      sql`SELECT field FROM legal_person_value WHERE person_id = ${at.world.ada} ORDER BY field`,
    );
    expect(own.map(({ field }) => field)).toEqual(['curp', 'job-title', 'occupation']);
  });
});
