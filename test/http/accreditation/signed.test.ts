import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileVerifier } from '#modules/accreditation';
import { sql } from '#platform/database/sql';
import { toInstant } from '#kernel/instant';
import { verifyPdfSignature } from '#platform/signing/verify-pdf-signature';
import type { Visitor } from '../../support/visitor';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

const AT = '/settings/certificate';

describe('diplomas signed with the company’s certificate', () => {
  let at: DiplomaWorld;
  let ada: Visitor;
  let chi: Visitor;
  let unsigned: Buffer;
  beforeAll(async () => {
    at = await startDiplomas();
    for (const person of [at.world.chi, at.world.dora]) await at.completes(person);
    await at.issue();
    ada = await signedIn(at.app, at.world.ada);
    chi = await signedIn(at.app, at.world.chi);
    unsigned = await download();
  });
  afterAll(() => at.app.close());

  const download = async () => (await chi.get(`/my/diplomas/${await at.codeOf(at.world.chi)}.pdf`)).bytes;
  const checked = (bytes: Buffer) => at.app.get(FileVerifier).verify(bytes);
  const p12 = (name: string) => ({
    file: { name: 'empresa.p12', bytes: readFileSync(join(__dirname, '../../fixtures/signing', `${name}.p12`)) },
  });

  it('are not signed while there is none, and HR reads so', async () => {
    expect(verifyPdfSignature(unsigned)).toEqual({ signed: false });
    expect((await ada.get('/settings')).html).toContain('Firma digital de los diplomas');
    expect((await ada.get(AT)).html).toContain('No hay ninguno: los diplomas salen sin firma digital.');
  });

  it('say of a file what is wrong with it, and change nothing', async () => {
    expect((await ada.post(AT)).html).toContain('Elija el archivo del certificado.');
    const wrong = await ada.upload(AT, { password: 'otra' }, p12('rsa'));
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Esta no es la contraseña del archivo.');
    const other = await ada.upload(AT, { password: '' }, { file: { name: 'x.p12', bytes: Buffer.from('hola') } });
    expect(other.html).toContain('No es un archivo .p12 que podamos leer.');
    expect((await ada.get(AT)).html).toContain('No hay ninguno');
  });

  it('are signed from then on, each once: the same bytes ever after, whoever takes them', async () => {
    expect((await ada.post(`${AT}/trial`)).to).toBe(AT);
    expect((await ada.get(AT)).html).toContain('De prueba: nadie responde por él');
    const [first, ...others] = await Promise.all([download(), download(), download(), download()]);
    const signature = verifyPdfSignature(first);
    expect(signature).toMatchObject({ signed: true, intact: true, coversWholeFile: true, at: '2027-03-01T14:00:00.000Z' });
    for (const other of others) expect(other.equals(first)).toBe(true);
    at.app.clock.stopAt(toInstant('2027-03-01T14:10:00Z'));
    const code = await at.codeOf(at.world.chi);
    const id = (await at.app.db.row<{ id: string }>(sql`SELECT id FROM diploma WHERE code = ${code}`))!.id;
    expect((await ada.get(`/diplomas/${id}/pdf`)).bytes.equals(first)).toBe(true);
    expect(await at.app.db.rows(sql`SELECT id FROM diploma_signature`)).toHaveLength(1);
  });

  it('stay the same file when the certificate is another, or none', async () => {
    const before = await download();
    await ada.post(`${AT}/trial`);
    expect((await ada.get(AT)).html).toContain('Los de antes');
    expect((await download()).equals(before)).toBe(true);
    await ada.post(`${AT}/retirement`);
    expect((await download()).equals(before)).toBe(true);
    expect(verifyPdfSignature((await ada.get('/team/diplomas.zip')).bytes)).toEqual({ signed: false });
  });

  it('are verified as files, signed or from before the first signature, and one byte changed is seen', async () => {
    const signed = await download();
    expect(await checked(signed)).toMatchObject({ status: 'valid', compared: 'same' });
    expect(await checked(unsigned)).toMatchObject({ status: 'valid', compared: 'same' });
    for (const place of [1000, signed.length >> 1, signed.length - 40]) {
      const changed = Buffer.from(signed);
      changed[place]! ^= 1;
      expect(await checked(changed)).toMatchObject({ status: 'altered' });
    }
    expect(await checked(Buffer.concat([signed, Buffer.from('\n%%EOF\n')]))).toMatchObject({ status: 'altered' });
    // Drawn by another release it would be other bytes: the signature answers for them.
    await at.app.work.run(async () => {
      await at.app.db.execute(sql`DELETE FROM diploma_signature`);
      await at.app.db.execute(sql`DELETE FROM diploma_file`);
    });
    expect(await checked(signed)).toMatchObject({ status: 'valid', compared: 'signed' });
  });

  it('are valid to an independent reader, where one is at hand', async () => {
    await ada.post(`${AT}/trial`);
    const said = saidByPdfsig(await download());
    if (said !== null) expect(said).toContain('Signature is Valid.');
  });
});

function saidByPdfsig(pdf: Buffer): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'signed-'));
  try {
    writeFileSync(join(folder, 'd.pdf'), pdf);
    return execFileSync('pdfsig', ['-nocert', join(folder, 'd.pdf')], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
