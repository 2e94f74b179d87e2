import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
