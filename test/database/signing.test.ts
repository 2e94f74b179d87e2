import { createLocalJWKSet, compactVerify, decodeProtectedHeader, importJWK, type JSONWebKeySet } from 'jose';
import { sql } from '#platform/database/sql';
import { Config } from '#platform/config/config';
import { HealthChecks } from '#platform/health/health-checks';
import { Seal } from '#platform/signing/seal';
import { SigningKeys } from '#platform/signing/signing-keys';
import { boot } from '../../src/boot';
import { startApp, type TestApp } from '../support/app';

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
    expect((await app.get(HealthChecks).results())['signing']).toEqual({ ok: false });
    await keys().renew();
  });
});
