import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalJWKSet, compactVerify, decodeProtectedHeader, importJWK, type JSONWebKeySet } from 'jose';
import { sql } from '#platform/database/sql';
import { plusMinutes, toInstant } from '#kernel/instant';
import { Config, readConfig } from '#platform/config/config';
import { HealthChecks } from '#platform/health/health-checks';
import { renderPdf } from '#platform/pdf/render';
import { A4_PORTRAIT } from '#platform/pdf/sheet';
import type { SigningCertificate } from '#platform/signing/certificate';
import { CompanyCertificates } from '#platform/signing/company-certificates';
import { PdfSigner, type PdfSigning } from '#platform/signing/pdf-signer';
import { readP12 } from '#platform/signing/read-p12';
import { signPdfWithTimestamp } from '#platform/signing/sign-pdf';
import { TimestampAuthority } from '#platform/signing/timestamp-authority';
import { makeTrialCertificate } from '#platform/signing/trial-certificate';
import { verifyPdfSignature } from '#platform/signing/verify-pdf-signature';
import { Seal } from '#platform/signing/seal';
import { SigningKeys } from '#platform/signing/signing-keys';
import { boot } from '../../src/boot';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { TimestampServer } from '../support/timestamp-server';

const OWN_PROCESS = process.env['CADENCIA_TEST_DATABASE'] === 'postgres';

describe('the keys of the company', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp()));
  afterAll(() => app.close());
  const keys = () => app.get(SigningKeys);
  const rowsOf = (table: 'signing_key' | 'company_certificate') =>
    app.db.rows<{ id: string; privateKey: string; inUse: string | null }>(
      table === 'signing_key' ? sql`SELECT * FROM signing_key ORDER BY id` : sql`SELECT * FROM company_certificate ORDER BY id`,
    );
  const published = async (): Promise<JSONWebKeySet> =>
    JSON.parse((await app.visitor().get('/.well-known/jwks.json')).html) as JSONWebKeySet;

  it('are not made by looking at them', async () => {
    expect(await published()).toEqual({ keys: [] });
    expect(await rowsOf('signing_key')).toEqual([]);
  });

  it('are one, whoever needs it first, in two processes too', async () => {
    const other = OWN_PROCESS ? await boot() : app.app;
    try {
      const signers = [keys(), other.get(SigningKeys)];
      const signed = await Promise.all(Array.from({ length: 12 }, (_, n) => signers[n % 2]!.signJws({ n })));
      const [key, ...more] = await rowsOf('signing_key');
      expect(more).toEqual([]);
      for (const [n, jws] of signed.entries())
        expect(await keys().verifyJws(jws)).toEqual({ header: { alg: 'EdDSA', kid: key!.id }, payload: { n } });
    } finally {
      if (OWN_PROCESS) await other.close();
    }
  });

  it('are published for whoever checks a record without asking us, and may be kept for a while', async () => {
    const jws = await keys().signJws({ holder: 'Chi' }, { typ: 'vc+jwt' });
    const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(await published()));
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({ holder: 'Chi' });
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'vc+jwt' });
    const { headers } = await app.visitor().get('/.well-known/jwks.json');
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it('show nothing private, neither published nor in the database', async () => {
    for (const key of (await published()).keys) expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    for (const { privateKey } of await rowsOf('signing_key')) expect(privateKey).toMatch(/^s1\.[\w-]{80,}$/);
  });

  it('still vouch for what they signed after a new one took their place', async () => {
    const before = await keys().signJws({ n: 1 });
    const fresh = await keys().renew();
    const after = await keys().signJws({ n: 2 });
    expect((await keys().verifyJws(after))?.header.kid).toBe(fresh);
    expect((await keys().verifyJws(before))?.payload).toEqual({ n: 1 });
    expect((await published()).keys).toHaveLength(2);
    expect((await rowsOf('signing_key')).filter(({ inUse }) => inUse !== null)).toHaveLength(1);
  });

  it.each(['', 'x', 'a.b.c', 'e30.e30.', 'eyJhbGciOiJub25lIn0.e30.', '💥.💥.💥'])('take %p for nothing that they signed', async (text) => {
    expect(await keys().verifyJws(text)).toBeNull();
  });

  it('take nothing that was changed, or is of another type, for theirs', async () => {
    const jws = await keys().signJws({ score: 80 }, { typ: 'a' });
    const [header, , signature] = jws.split('.');
    const forged = [header, Buffer.from('{"score":100}').toString('base64url'), signature].join('.');
    expect(await keys().verifyJws(forged)).toBeNull();
    expect(await keys().verifyJws(jws, { typ: 'b' })).toBeNull();
    expect(await keys().verifyJws(jws, { typ: 'a' })).not.toBeNull();
    const unknown = [Buffer.from('{"alg":"EdDSA","kid":"01234567-0123-7123-8123-0123456789ab"}').toString('base64url'), 'e30', signature];
    expect(await keys().verifyJws(unknown.join('.'))).toBeNull();
  });

  it('include one that every verifier and browser can read, named and shown in whichever way its readers expect', async () => {
    const jws = await keys().signJws(
      { badge: 1 },
      ({ kid, kty, n, e }) => ({ kid: `https://c.example.com/keys/${kid}`, jwk: { kty, n, e } }),
      'RS256',
    );
    const { protectedHeader } = await compactVerify(jws, await importJWK(decodeProtectedHeader(jws).jwk!, 'RS256'));
    expect(protectedHeader.alg).toBe('RS256');
    expect(Object.keys(protectedHeader.jwk!)).toEqual(['kty', 'n', 'e']);
    const verified = await keys().verifyJws(jws);
    expect(verified?.payload).toEqual({ badge: 1 });
    expect(await keys().publicKey(verified!.header.kid)).toMatchObject({ kty: 'RSA', alg: 'RS256', n: protectedHeader.jwk!.n });
    expect(await keys().publicKey('x')).toBeNull();
    expect((await rowsOf('signing_key')).filter(({ inUse }) => inUse !== null)).toHaveLength(2);
  });

  it('say in a sentence that they were stored under another SECRET_KEY', async () => {
    await keys().signJws({});
    // The process of a machine that was set up anew, without the secret of the old one.
    const stranger = new SigningKeys(
      app.get(SigningKeys)['rows'],
      app.work,
      new Seal({ ...app.get(Config), secretKey: 'x'.repeat(48) }),
      app.clock,
    );
    await expect(stranger.signJws({})).rejects.toThrow(
      /^The key that signs records was stored under another SECRET_KEY\. Start Cadencia with/,
    );
    expect(await stranger.opens()).toBe(false);
    expect((await app.get(HealthChecks).results())['signing']).toEqual({ ok: true });
    await stranger.renew();
    expect(await stranger.verifyJws(await stranger.signJws({ n: 3 }))).toMatchObject({ payload: { n: 3 } });
    app.clock.stopAt(plusMinutes(MONDAY, 2));
    expect((await app.get(HealthChecks).results())['signing']).toEqual({ ok: false });
    app.clock.stopAt(MONDAY);
    await keys().renew();
  });
});

describe('the certificate of the company', () => {
  let app: TestApp;
  let tsa: TimestampServer;
  beforeAll(async () => {
    tsa = await TimestampServer.start({ now: new Date(MONDAY) });
    process.env['TSA_URL'] = tsa.url.replace('127.0.0.1', 'cadencia:s%C3%AD@127.0.0.1');
    app = await startApp();
  });
  afterAll(async () => {
    delete process.env['TSA_URL'];
    await app.close();
    await tsa.close();
  });
  const certificates = () => app.get(CompanyCertificates);
  const fixture = async (name: string, password: string): Promise<SigningCertificate> => {
    const outcome = await readP12(readFileSync(join(__dirname, '../fixtures/signing', `${name}.p12`)), password, MONDAY);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return outcome.value;
  };
  const drawn = (signing: PdfSigning) => {
    const heading = { title: 'Diploma', author: 'Andina', language: 'es', createdAt: MONDAY, keywords: 'X' } as const;
    const place = signing.place({ name: 'Andina', reason: 'Diploma', location: '', at: MONDAY });
    return renderPdf({ ...heading, sheets: [{ ...A4_PORTRAIT, items: [] }] }, { signature: place });
  };
  const signed = async () => {
    const signing = await app.get(PdfSigner).ready();
    return signing!.sign(await drawn(signing!));
  };

  it('is none at first, and nothing is signed', async () => {
    expect(await certificates().inUse()).toBeNull();
    expect(await app.get(PdfSigner).ready()).toBeNull();
    expect(await certificates().retire()).toBe(false);
  });

  it('is kept with its key sealed, and those of former days with it', async () => {
    const trial = await makeTrialCertificate('Ferretería Andina', MONDAY);
    const first = await certificates().use(trial, { selfMade: true });
    app.clock.stopAt(plusMinutes(MONDAY, 5));
    const bought = await fixture('rsa', 'contraseña');
    const second = await certificates().use(bought, { selfMade: false });
    const { chain, key, ...facts } = bought;
    expect(await certificates().inUse()).toEqual({
      ...facts,
      id: second,
      selfMade: false,
      addedAt: plusMinutes(MONDAY, 5),
      retiredAt: null,
    });
    expect((await certificates().all()).map(({ id, selfMade, retiredAt }) => ({ id, selfMade, retiredAt }))).toEqual([
      { id: second, selfMade: false, retiredAt: null },
      { id: first, selfMade: true, retiredAt: plusMinutes(MONDAY, 5) },
    ]);
    const ready = await certificates().toSignWith();
    expect(ready?.chain).toEqual(chain);
    expect(ready?.key.equals(key)).toBe(true);
    const rows = await app.db.rows<{ privateKey: string }>(sql`SELECT private_key FROM company_certificate`);
    for (const { privateKey } of rows) expect(privateKey).toMatch(/^s1\.[\w-]{1000,}$/);
    expect((await certificates().recognise(trial.chain))?.id).toBe(first);
    expect((await certificates().recognise(chain))?.id).toBe(second);
    expect(await certificates().recognise(chain.slice(0, 1))).toBeNull();
    expect(await certificates().recognise([])).toBeNull();
    expect(await certificates().recognise((await makeTrialCertificate('Ferretería Andina', MONDAY)).chain)).toBeNull();
  });

  it('is one, when two people bring theirs at the same time', async () => {
    const [one, other] = await Promise.all([fixture('ec', 'secreto'), fixture('rsa', 'contraseña')]);
    await Promise.all([one, other, one, other].map((certificate) => certificates().use(certificate, { selfMade: false })));
    expect((await certificates().all()).filter(({ retiredAt }) => retiredAt === null)).toHaveLength(1);
    await certificates().use(other, { selfMade: false });
  });

  it('says in a sentence that its key was stored under another SECRET_KEY', async () => {
    const seal = new Seal({ ...app.get(Config), secretKey: 'x'.repeat(48) });
    const stranger = new CompanyCertificates(certificates()['rows'], app.work, seal, app.clock);
    await expect(stranger.toSignWith()).rejects.toThrow(/^The key of the company certificate was stored under another SECRET_KEY\./);
    expect(await stranger.state()).toEqual({ kind: 'sealed' });
    expect((await stranger.inUse())?.subject).toContain('Ferretería Andina');
  });

  it('signs with the word of a timestamp server, which is told a digest and who asks', async () => {
    const { bytes, timestamp, withoutTimestamp, fingerprint } = await signed();
    expect({ timestamp, withoutTimestamp }).toMatchObject({
      timestamp: { at: MONDAY, authority: 'CN=Hora de Prueba' },
      withoutTimestamp: null,
    });
    const found = verifyPdfSignature(bytes);
    expect(found).toMatchObject({
      intact: true,
      coversWholeFile: true,
      at: MONDAY,
      timestamp: { at: MONDAY, authority: 'CN=Hora de Prueba' },
    });
    expect(found).toMatchObject({ certificate: { fingerprint } });
    const basic = `Basic ${Buffer.from('cadencia:sí').toString('base64')}`;
    expect(tsa.asked).toEqual([{ contentType: 'application/timestamp-query', authorization: basic }]);
  });

  it('shows every change of a single bit in a timestamp too', async () => {
    const { bytes } = await signed();
    const from = bytes.indexOf('/Contents <');
    const end = bytes.indexOf('0'.repeat(64), from);
    const isOurs = () => {
      const found = verifyPdfSignature(bytes);
      return found.signed && found.intact && found.coversWholeFile && found.chain.length === 3;
    };
    expect(isOurs()).toBe(true);
    // Behind the chain: the signer, and in it the timestamp.
    const start = end - 2 * 1800;
    for (let at = start; at < end + 64; at += 3) {
      bytes[at]! ^= 1 << (at % 8);
      if (isOurs()) throw new Error(`not seen: bit ${at % 8} of byte ${at}`);
      bytes[at]! ^= 1 << (at % 8);
    }
  });

  it.each([
    ['refuses', 'tsa-refused'],
    ['is silent', 'tsa-slow'],
    ['fails', 'tsa-unreachable'],
    ['babbles', 'tsa-wrong-answer'],
    ['never ends', 'tsa-wrong-answer'],
    ['forgets the nonce', 'tsa-wrong-answer'],
    ['stamps something else', 'tsa-wrong-answer'],
    ['is altered', 'tsa-wrong-answer'],
  ] as const)('is told why there is no timestamp when the server %s', async (mood, refusal) => {
    tsa.mood = mood;
    const patience = mood === 'is silent' ? 400 : 30_000;
    expect(await new TimestampAuthority(tsa.url, patience).stamp(Buffer.from('x'))).toMatchObject({ ok: false, refusal });
    tsa.mood = 'stamps';
  });

  it('takes no timestamp from a certificate that is for something else, or from nobody', async () => {
    const careless = await TimestampServer.start({ now: new Date(MONDAY), forTimestamps: false });
    expect(await new TimestampAuthority(careless.url).stamp(Buffer.from('x'))).toMatchObject({ ok: false, refusal: 'tsa-wrong-answer' });
    await careless.close();
    expect(await new TimestampAuthority(careless.url).stamp(Buffer.from('x'))).toMatchObject({ ok: false, refusal: 'tsa-unreachable' });
  });

  it('signs without a timestamp rather than not at all, notes why, and does not wait for each document again', async () => {
    tsa.mood = 'fails';
    tsa.asked = [];
    const first = await signed();
    const second = await signed();
    tsa.mood = 'stamps';
    expect([first.withoutTimestamp, second.withoutTimestamp]).toEqual(['tsa-unreachable', 'tsa-unreachable']);
    expect(tsa.asked).toHaveLength(1);
    expect(first.bytes.equals(second.bytes)).toBe(true);
    expect(verifyPdfSignature(first.bytes)).toMatchObject({ intact: true, coversWholeFile: true, timestamp: null });
  });

  it('has no room for a timestamp of any length', async () => {
    const signing = (await app.get(PdfSigner).ready())!;
    tsa.mood = 'brings too much';
    const outcome = await signPdfWithTimestamp(await drawn(signing), (await certificates().toSignWith())!, new TimestampAuthority(tsa.url));
    tsa.mood = 'stamps';
    expect(outcome).toMatchObject({ ok: false, refusal: 'tsa-wrong-answer' });
  });

  it('asks only servers whose address makes sense', () => {
    for (const address of ['tsa.example.com', 'ftp://tsa.example.com', 'file:///etc/passwd'])
      expect(() => readConfig({ TSA_URL: address })).toThrow('TSA_URL must be the address of a timestamp server (RFC 3161)');
    expect(readConfig({ TSA_URL: 'http://tsa.example.com/tsr', DATA_DIR: app.dataDir }).tsaUrl).toBe('http://tsa.example.com/tsr');
  });

  it('is told to be near its end, and signs nothing after it', async () => {
    const bought = (await certificates().inUse())!;
    await certificates().use(await makeTrialCertificate('Andina', MONDAY), { selfMade: true });
    const health = async () => (await app.get(HealthChecks).results())['signing'];
    expect(await health()).toEqual({ ok: true, certificateDaysLeft: 1094 });
    app.clock.stopAt(toInstant('2030-02-10T00:00:00Z'));
    expect(await health()).toEqual({ ok: false, certificateDaysLeft: 18 });
    expect(await app.get(PdfSigner).ready()).not.toBeNull();
    app.clock.stopAt(toInstant('2030-03-01T00:00:00Z'));
    expect(await certificates().state()).toEqual({ kind: 'ending', subject: 'CN=Andina, O=Andina', daysLeft: -1 });
    expect(await app.get(PdfSigner).ready()).toBeNull();
    app.clock.stopAt(plusMinutes(MONDAY, 5));
    await certificates().use(await fixture('rsa', 'contraseña'), { selfMade: false });
    expect((await certificates().recognise((await certificates().toSignWith())!.chain))?.fingerprint).toBe(bought.fingerprint);
  });

  it('is retired, and its documents stay what they are', async () => {
    const { bytes } = await signed();
    expect(await certificates().retire()).toBe(true);
    expect(await app.get(PdfSigner).ready()).toBeNull();
    const found = verifyPdfSignature(bytes);
    expect(found.signed && (await certificates().recognise(found.chain))?.retiredAt).toBe(app.clock.now());
  });
});
