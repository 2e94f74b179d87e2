import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#kernel/id';
import { CorrectionsService, TeamDiplomasReadModel } from '#modules/accreditation';
import { MergesService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { queriesOf } from '../../support/queries';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

describe('/my/diplomas', () => {
  let at: DiplomaWorld;
  beforeAll(async () => {
    at = await startDiplomas();
    await at.completes(at.world.chi);
    await at.completes(at.world.emil);
    await at.issue();
  });
  afterAll(() => at.app.close());

  it('shows a person’s diplomas as pictures of themselves', async () => {
    const visitor = await signedIn(at.app, at.world.chi);
    const page = await visitor.get('/my/diplomas');
    expect(page.status).toBe(200);
    expect(page.html).toContain('<svg');
    expect(page.html).toContain('aria-label="Diploma de Chi Chávez: Mi trabajo es el cliente"');
    expect(page.html).toContain(`/my/diplomas/${await at.codeOf(at.world.chi)}.pdf`);
    expect(page.html).not.toContain(' style=');
  });

  it('says what will appear while there is none', async () => {
    const visitor = await signedIn(at.app, at.world.ben);
    expect((await visitor.get('/my/diplomas')).html).toContain('Todavía no tiene diplomas');
  });

  it('opens each on a page of its own: picture, facts, the address at which others check it, and the paper', async () => {
    const visitor = await signedIn(at.app, at.world.chi);
    const code = await at.codeOf(at.world.chi);
    const page = await visitor.get(`/my/diplomas/${code.toLowerCase()}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain('<svg');
    for (const said of ['Chi Chávez', 'Diploma de unidad', `http://cadencia.test/verify/${code}`, `/my/diplomas/${code}.pdf`])
      expect(page.html).toContain(said);
  });

  it('puts what was replaced or taken back under the shelf, with the way to what stands instead', async () => {
    await at.completes(at.world.ada);
    await at.issue();
    const corrections = at.app.get(CorrectionsService);
    const [first] = await at.accreditation.shelfOf(at.world.ada);
    await corrections.replace(at.ctx(), first!.id, { givenName: 'Ada', familyName: 'Aguilar Ríos' }, 'Su segundo apellido faltaba.');
    const [second] = await at.accreditation.shelfOf(at.world.ada);
    await corrections.replace(at.ctx(), second!.id, { givenName: 'Ada María', familyName: 'Aguilar Ríos' }, 'Su segundo nombre faltaba.');
    const [third] = await at.accreditation.shelfOf(at.world.ada);
    const visitor = await signedIn(at.app, at.world.ada);
    const shelf = await visitor.get('/my/diplomas');
    expect(shelf.html.match(/<svg xmlns/g)).toHaveLength(1);
    expect(shelf.html.match(/Sustituido el/g)).toHaveLength(2);
    expect(shelf.html.match(new RegExp(`href="/my/diplomas/${third!.code}">Ver el que lo sustituye`, 'g'))).toHaveLength(2);
    expect((await visitor.get(`/my/diplomas/${first!.code}`)).html).toContain(`/my/diplomas/${third!.code}`);
    // Whoever answers for her is shown what stands, and nothing else.
    const member = (await visitor.get(`/team/${at.world.ada}`)).html;
    expect(member).toContain(`/verify/${third!.code}`);
    for (const old of [first, second]) expect(member).not.toContain(old!.code);
    await corrections.revoke(at.ctx(), third!.id, 'issued-in-error', null);
    expect((await visitor.get('/my/diplomas')).html).toContain('Revocado el');
  });

  it('asks the database as often for one diploma as for many', async () => {
    const visitor = await signedIn(at.app, at.world.chi);
    const one = await queriesOf(at.app, () => visitor.get('/my/diplomas'));
    const [own] = await at.app.db.rows<Record<string, unknown>>(sql`SELECT * FROM diploma WHERE person_id = ${at.world.chi}`);
    const copies = Array.from({ length: 5 }, (_, n) => ({ ...own, id: newId(), code: `COPY-${n}`, completionId: null, issue: n + 2 }));
    await at.app.work.run(() => at.app.db.insert('diploma', copies));
    expect(await queriesOf(at.app, () => visitor.get('/my/diplomas'))).toBe(one);
    await at.app.work.run(() => at.app.db.execute(sql`DELETE FROM diploma WHERE code LIKE 'COPY-%'`));
  });

  it('gives the holder the PDF, the same bytes each time', async () => {
    const visitor = await signedIn(at.app, at.world.chi);
    const path = `/my/diplomas/${await at.codeOf(at.world.chi)}.pdf`;
    const [first, second] = [await visitor.get(path), await visitor.get(path)];
    expect(first.status).toBe(200);
    expect(first.headers['content-type']).toBe('application/pdf');
    expect(first.headers['content-disposition']).toContain('2027-1_U01_Chavez-Chi_E003.pdf');
    expect(first.bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('can be read by a machine where pdftotext is at hand', async () => {
    const visitor = await signedIn(at.app, at.world.chi);
    const { bytes } = await visitor.get(`/my/diplomas/${await at.codeOf(at.world.chi)}.pdf`);
    const text = readText(bytes);
    if (text === null) return;
    expect(text).toContain('Chi Chávez');
    expect(text).toContain('Mi trabajo es el cliente');
    expect(text).toContain(await at.codeOf(at.world.chi));
  });

  it('does not have somebody else’s diploma, nor one that does not exist', async () => {
    const ben = await signedIn(at.app, at.world.ben);
    expect((await ben.get(`/my/diplomas/${await at.codeOf(at.world.chi)}.pdf`)).status).toBe(404);
    expect((await ben.get('/my/diplomas/22222-22222-22222-22222.pdf')).status).toBe(404);
    expect((await ben.get('/my/diplomas/hola')).status).toBe(404);
    expect((await at.app.visitor().get('/my/diplomas')).to).toContain('/sign-in');
  });

  it('shows once what somebody earned under two records, and lets both codes verify, until they are two again', async () => {
    const { chi, dora, ben } = at.world;
    await at.completes(dora);
    await at.issue();
    await (await signedIn(at.app, dora)).post('/my/diplomas/display', { shown_as: 'initials' });
    const [own, other] = [await at.codeOf(chi), await at.codeOf(dora)];
    const all = () => at.app.db.rows(sql`SELECT * FROM diploma ORDER BY id`);
    const teamsOf = () => at.app.get(TeamDiplomasReadModel).count({ managerId: null, round: '2027-1', today: at.ctx().today });
    const [before, filed, seen] = [await all(), await teamsOf(), await at.accreditation.verify(other)];
    const merge = await at.app.get(MergesService).merge(at.ctx(), chi, dora);
    if (!merge.ok) throw new Error(merge.refusal);
    expect(await all()).toEqual(before);
    expect(await at.accreditation.verify(other)).toEqual(seen);
    expect(await teamsOf()).toBe(filed - 1);
    const visitor = await signedIn(at.app, chi);
    const shelf = (await visitor.get('/my/diplomas')).html;
    expect(shelf.match(/class="shelf-item/g)).toHaveLength(1);
    expect(shelf).toContain(`class="shelf-title" href="/my/diplomas/${own}"`);
    expect(shelf).toMatch(new RegExp(`Recibidos otra vez[\\s\\S]*href="/my/diplomas/${other}"`));
    for (const path of [`/my/diplomas/${other}`, `/my/diplomas/${other}.pdf`, `/my/diplomas/${other}/badge.png`])
      expect((await visitor.get(path)).status).toBe(200);
    expect((await (await signedIn(at.app, ben)).get(`/my/diplomas/${other}.pdf`)).status).toBe(404);
    const transcript = readText((await visitor.get('/my/diplomas/transcript.pdf')).bytes);
    if (transcript !== null) expect(transcript.match(/Mi trabajo es el cliente/g)).toHaveLength(1);
    const hr = (await (await signedIn(at.app, at.world.ada)).get(`/people/${chi}/diplomas`)).html;
    expect(hr.match(/el mismo logro con otro registro/g)).toHaveLength(1);
    // What is taken back no longer stands for anything: then the other does.
    const [twin] = (await at.accreditation.shelfOf(chi)).filter(({ code }) => code === own);
    await at.app.get(CorrectionsService).revoke(at.ctx(), twin!.id, 'issued-in-error', null);
    expect((await visitor.get('/my/diplomas')).html).toContain(`class="shelf-title" href="/my/diplomas/${other}"`);
    await at.app.work.run(() => at.app.db.execute(sql`UPDATE diploma SET revoked_at = NULL, revoked_reason = NULL WHERE id = ${twin!.id}`));
    await at.app.get(MergesService).unmerge(at.ctx(), merge.value);
    expect(await all()).toEqual(before);
    expect((await visitor.get('/my/diplomas')).html).not.toContain('Recibidos otra vez');
    expect((await visitor.get(`/my/diplomas/${other}.pdf`)).status).toBe(404);
    expect((await (await signedIn(at.app, dora)).get(`/my/diplomas/${other}.pdf`)).status).toBe(200);
    expect(await at.accreditation.verify(other)).toEqual(seen);
  });

  it('gives the same bytes after a restart too', async () => {
    const path = `/my/diplomas/${await at.codeOf(at.world.chi)}.pdf`;
    const before = await (await signedIn(at.app, at.world.chi)).get(path);
    const restarted = await at.app.restart();
    at = { ...at, app: restarted };
    const after = await (await signedIn(restarted, at.world.chi)).get(path);
    expect(after.bytes.equals(before.bytes)).toBe(true);
  });
});

function readText(pdf: Buffer): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'diploma-'));
  try {
    writeFileSync(join(folder, 'd.pdf'), pdf);
    return execFileSync('pdftotext', [join(folder, 'd.pdf'), '-'], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
