import { crc32, gunzipSync } from 'node:zlib';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, importJWK, type JSONWebKeySet } from 'jose';
import { createHash } from 'node:crypto';
import { sql } from '#platform/database/sql';
import type { Visitor } from '../../support/visitor';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

interface Badge {
  readonly [claim: string]: unknown;
  readonly credentialSubject: {
    readonly id: string;
    readonly achievement: Readonly<Record<string, unknown>>;
    readonly identifier: readonly { readonly identityType: string; readonly identityHash: string; readonly salt: string }[];
  };
  readonly credentialStatus: { readonly statusListIndex: string; readonly statusListCredential: string };
}

describe('a diploma as an Open Badge', () => {
  let at: DiplomaWorld;
  let chi: Visitor;
  let code: string;
  beforeAll(async () => {
    at = await startDiplomas();
    for (const person of [at.world.chi, at.world.ben]) await at.completes(person);
    await at.issue();
    chi = await signedIn(at.app, at.world.chi);
    code = await at.codeOf(at.world.chi);
  });
  afterAll(() => at.app.close());

  const pathOf = (address: string): string => address.replace('http://cadencia.test', '');
  const fetched = async (address: string) => at.app.visitor().get(pathOf(address));
  const badge = async (visitor: Visitor, of: string): Promise<string> => (await visitor.get(`/my/diplomas/${of}/badge.jwt`)).html;

  /** What a verifier does that knows nothing of us: the key from the address in the header, then the signature. */
  async function verified<T>(jwt: string): Promise<T> {
    const { kid, alg, jwk, ...rest } = decodeProtectedHeader(jwt);
    expect([alg, rest]).toEqual(['RS256', { typ: 'JWT' }]);
    const published = JSON.parse((await fetched(kid!)).html) as Record<string, string>;
    expect(published).toMatchObject({ ...jwk });
    const { payload } = await compactVerify(jwt, await importJWK(published, 'RS256'));
    const claims = JSON.parse(Buffer.from(payload).toString()) as Record<string, unknown> & { issuer: { id: string } | string };
    expect(claims).toMatchObject({
      iss: typeof claims.issuer === 'string' ? claims.issuer : claims.issuer.id,
      jti: claims['id'],
      nbf: Date.parse(String(claims['validFrom'])) / 1000,
      sub: (claims['credentialSubject'] as { id: string }).id,
    });
    return claims as T;
  }

  async function isSetInList({ credentialStatus: { statusListIndex, statusListCredential } }: Badge): Promise<boolean> {
    const answer = await fetched(statusListCredential);
    expect([answer.headers['content-type'], answer.headers['access-control-allow-origin']]).toEqual(['application/vc+jwt', '*']);
    const list = await verified<{ type: string[]; credentialSubject: { encodedList: string; statusPurpose: string } }>(answer.html);
    expect(list).toMatchObject({ id: statusListCredential, type: ['VerifiableCredential', 'BitstringStatusListCredential'] });
    const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
    expect(bits.length * 8).toBeGreaterThanOrEqual(131_072);
    return ((bits[Number(statusListIndex) >> 3]! >> (7 - (Number(statusListIndex) & 7))) & 1) === 1;
  }

  it('is signed for its holder with what was learned, and checked by a tool that is not ours', async () => {
    const jwt = await badge(chi, code);
    const claims = await verified<Badge>(jwt);
    expect(claims).toMatchObject({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: 'http://cadencia.test/badges/issuer.json', type: ['Profile'], name: 'Andina de Servicios' },
      name: 'Mi trabajo es el cliente',
      validFrom: '2027-03-01T14:00:00Z',
      evidence: [{ id: `http://cadencia.test/verify/${code}` }],
    });
    expect(claims.credentialSubject.achievement).toMatchObject({ achievementType: 'Course', type: ['Achievement'] });
    expect(claims.credentialSubject.achievement['tag']).toContain('Aplicar los seis básicos del servicio');
    const jwks = JSON.parse((await fetched('/.well-known/jwks.json')).html) as JSONWebKeySet;
    const keys = { keys: jwks.keys.map((key) => ({ ...key, kid: `http://cadencia.test/badges/keys/${key.kid}` })) };
    expect((await compactVerify(jwt, createLocalJWKSet(keys))).payload.length).toBeGreaterThan(100);
    expect(JSON.parse((await fetched('/badges/issuer.json')).html)).toMatchObject(claims['issuer'] as object);
    await expect(verified(jwt.replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`))).rejects.toThrow();
  });

  it('says whose it is to whoever knows, and to nobody else', async () => {
    await at.app.work.run(() => at.app.db.execute(sql`UPDATE person SET email = ${'Chi@Example.com'} WHERE id = ${at.world.chi}`));
    const claims = await verified<Badge>(await badge(chi, code));
    const known = { name: 'Chi Chávez', identifier: 'E003', emailAddress: 'chi@example.com' };
    for (const { identityType, identityHash, salt } of claims.credentialSubject.identifier)
      expect(identityHash).toBe(
        `sha256$${createHash('sha256')
          .update(known[identityType as keyof typeof known] + salt)
          .digest('hex')}`,
      );
    expect(claims.credentialSubject.identifier.map(({ identityType }) => identityType)).toEqual(['name', 'identifier', 'emailAddress']);
    // A hash, a salt or an id may have such letters by chance.
    expect(JSON.stringify(claims).replaceAll(/[\w-]{16,}/g, '')).not.toMatch(/Chávez|E003|example\.com"/i);
  });

  it('keeps its place in the list, which is its own', async () => {
    const [first, again] = [await verified<Badge>(await badge(chi, code)), await verified<Badge>(await badge(chi, code))];
    expect(again.credentialStatus).toEqual(first.credentialStatus);
    const ben = await signedIn(at.app, at.world.ben);
    const other = await verified<Badge>(await badge(ben, await at.codeOf(at.world.ben)));
    expect(other.credentialStatus.statusListIndex).not.toBe(first.credentialStatus.statusListIndex);
    expect(await at.app.db.rows(sql`SELECT action FROM audit_line WHERE action = ${'badge.made'}`)).toHaveLength(2);
  });

  it('is baked into pictures, PNG and SVG, and enveloped as JSON', async () => {
    const jwt = await badge(chi, code);
    const png = await chi.get(`/my/diplomas/${code}/badge.png`);
    expect(png.headers['content-type']).toBe('image/png');
    const texts = chunksOf(png.bytes).filter(({ type }) => type === 'iTXt');
    expect(texts.map(({ body }) => body.toString())).toEqual([`openbadgecredential\0\0\0\0\0${jwt}`]);
    const svg = (await chi.get(`/my/diplomas/${code}/badge.svg`)).html;
    expect(svg).toMatch(
      /^<svg xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0" xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*><openbadges:credential verify="/,
    );
    expect(/verify="([^"]+)"/.exec(svg)?.[1]).toBe(jwt);
    expect(svg).not.toMatch(/<text|<script|Chávez/);
    expect(JSON.parse((await chi.get(`/my/diplomas/${code}/badge.json`)).html)).toMatchObject({
      id: `data:application/vc+jwt,${jwt}`,
      type: 'EnvelopedVerifiableCredential',
    });
    const picture = await fetched(`/verify/${code}/badge.png`);
    expect([picture.status, chunksOf(picture.bytes).some(({ type }) => type === 'iTXt')]).toEqual([200, false]);
  });

  it('is offered on the diploma’s page, and to LinkedIn with its details', async () => {
    expect((await chi.get(`/my/diplomas/${code}`)).html).toContain(`href="/my/diplomas/${code}/badge.png"`);
    const [, address] = /href="(https:\/\/www\.linkedin\.com[^"]+)"/.exec((await chi.get('/my/diplomas')).html) ?? [];
    const { searchParams } = new URL(address!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(Object.fromEntries(searchParams)).toEqual({
      startTask: 'CERTIFICATION_NAME',
      name: 'Mi trabajo es el cliente',
      organizationName: 'Andina de Servicios',
      issueYear: '2027',
      issueMonth: '3',
      certUrl: `http://cadencia.test/verify/${code}`,
      certId: code,
    });
  });

  it('is not there for anybody else, nor under another name', async () => {
    const ben = await signedIn(at.app, at.world.ben);
    for (const file of ['badge.png', 'badge.svg', 'badge.jwt', 'badge.json'])
      expect((await ben.get(`/my/diplomas/${code}/${file}`)).status).toBe(404);
    for (const file of ['badge.gif', 'x', 'badge.png.svg']) expect((await chi.get(`/my/diplomas/${code}/${file}`)).status).toBe(404);
    for (const path of ['/badges/status/2.jwt', '/badges/status/0.jwt', '/badges/status/x', '/badges/keys/x', '/verify/x/badge.png'])
      expect((await fetched(path)).status).toBe(404);
  });

  it('no longer holds once its diploma was taken back', async () => {
    const claims = await verified<Badge>(await badge(chi, code));
    expect(await isSetInList(claims)).toBe(false);
    await at.app.work.run(() =>
      at.app.db.execute(sql`UPDATE diploma SET revoked_at = ${at.app.clock.now()}, revoked_reason = ${'identity'} WHERE code = ${code}`),
    );
    expect(await isSetInList(claims)).toBe(true);
    expect((await chi.get(`/my/diplomas/${code}/badge.png`)).status).toBe(404);
  });
});

/** The chunks of a PNG, each with its sum checked. */
function chunksOf(png: Buffer): { readonly type: string; readonly body: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}
