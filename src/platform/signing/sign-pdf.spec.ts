import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { fromBER } from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import { type Instant, toInstant } from '#kernel/instant';
import { renderPdf } from '#platform/pdf/render';
import { A4_PORTRAIT, type PdfDocument } from '#platform/pdf/sheet';
import type { SigningCertificate } from './certificate';
import { bytesToReserve } from './cms';
import { readP12 } from './read-p12';
import { signPdf } from './sign-pdf';
import { makeTrialCertificate } from './trial-certificate';
import { verifyPdfSignature } from './verify-pdf-signature';

const NOW = toInstant('2027-03-12T15:04:05Z');

const document: PdfDocument = {
  title: 'Diploma de Ñusta /ByteRange [0 /********** /********** /**********]',
  author: 'Ferretería Andina',
  language: 'es',
  createdAt: NOW,
  keywords: 'ABC',
  sheets: [
    {
      ...A4_PORTRAIT,
      items: [
        { kind: 'text', role: 'H1', lines: ['Un título'], x: 50, y: 80, align: 'left', font: 'serif-medium', size: 24, colour: '#000000' },
      ],
    },
  ],
};

async function drawn(certificate: SigningCertificate, at: Instant = NOW): Promise<Buffer> {
  const reserve = bytesToReserve(certificate, { timestamp: false });
  return renderPdf(document, { signature: { reserve, name: 'Ferretería Andina', reason: 'Diploma de la compañía', location: 'Lima', at } });
}

const fixture = async (name: string, password: string): Promise<SigningCertificate> => {
  const outcome = await readP12(readFileSync(resolve(__dirname, '../../../test/fixtures/signing', `${name}.p12`)), password, NOW);
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome.value;
};

describe('a signed PDF', () => {
  const certificates: Record<string, SigningCertificate> = {};
  const files: Record<string, Buffer> = {};
  const names = ['trial', 'rsa', 'ec', 'triple-des'];
  beforeAll(async () => {
    certificates['trial'] = await makeTrialCertificate('Ferretería Andina', toInstant('2027-03-01T00:00:00Z'));
    certificates['rsa'] = await fixture('rsa', 'contraseña');
    certificates['ec'] = await fixture('ec', 'secreto');
    // Without the certificates above its own.
    certificates['triple-des'] = await fixture('triple-des', 'secreto');
    for (const name of names) files[name] = await signPdf(await drawn(certificates[name]!), certificates[name]!);
  });

  it.each(names)('says who signed it, when, and that it is whole: %s', (name) => {
    const { fingerprint, subject, chain } = certificates[name]!;
    const found = verifyPdfSignature(files[name]!);
    expect(found).toMatchObject({ signed: true, intact: true, coversWholeFile: true, at: '2027-03-12T15:04:05.000Z', timestamp: null });
    expect(found).toMatchObject({ certificate: { fingerprint, subject }, chain });
  });

  it('has exactly the space that it may need', async () => {
    for (const name of names) {
      const contents = /\/Contents <([0-9a-f]+)>/.exec(files[name]!.toString('latin1'))?.[1] ?? '';
      expect(contents.length / 2).toBe(bytesToReserve(certificates[name]!, { timestamp: false }));
      expect(/0*$/.exec(contents)![0].length / 2).toBeLessThan(1600);
    }
    await expect(signPdf(await renderPdf(document), certificates['rsa']!)).rejects.toThrow('no place for a signature');
    const narrow = renderPdf(document, { signature: { reserve: 1000, name: 'x', reason: 'x', location: '', at: NOW } });
    await expect(signPdf(await narrow, certificates['rsa']!)).rejects.toThrow(/the signature has \d+ bytes, its place 1000/);
  });

  it('has one form field, which nobody sees and everybody can be told of', () => {
    const text = files['trial']!.toString('latin1');
    for (const part of ['/SigFlags 3', '/S /Form', '/Rect [0 841.89 0 841.89]', '/F 132', '/FT /Sig', '/SubFilter /ETSI.CAdES.detached'])
      expect(text.split(part)).toHaveLength(2);
    expect(text).toContain('/Tabs /S');
    expect(text).not.toContain('Cert <');
  });

  it('is the same bytes each time with an RSA key', async () => {
    expect((await signPdf(await drawn(certificates['rsa']!), certificates['rsa']!)).equals(files['rsa']!)).toBe(true);
  });

  it('is a signature for another reader of the standard too, that names its certificate and no time', async () => {
    for (const name of names) {
      const file = files[name]!;
      const [, from, to, rest] = /\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(file.toString('latin1'))!.map(Number) as [
        number,
        number,
        number,
        number,
      ];
      const contents = Buffer.from(file.toString('latin1', from + 1, to - 1), 'hex');
      const signed = new SignedData({ schema: new ContentInfo({ schema: fromBER(contents).result }).content as unknown });
      const data = Buffer.concat([file.subarray(0, from), file.subarray(to, to + rest)]);
      expect(await signed.verify({ signer: 0, data: new Uint8Array(data).buffer, checkChain: false })).toBe(true);
      const attributes = signed.signerInfos[0]!.signedAttrs!.attributes.map(({ type }) => type);
      expect(attributes).toEqual(['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.16.2.47']);
      expect(signed.certificates).toHaveLength(certificates[name]!.chain.length);
    }
  });

  it('shows every change of a single bit', () => {
    for (const name of ['trial', 'rsa', 'ec']) {
      const file = files[name]!;
      const { chain } = certificates[name]!;
      // What stands above the signer's certificate is vouched for by its own signer only: the company knows its chain.
      const isOurs = (bytes: Buffer): boolean => {
        const found = verifyPdfSignature(bytes);
        return found.signed && found.intact && found.coversWholeFile && found.chain.every((der, n) => der.equals(chain[n]!));
      };
      expect(isOurs(file)).toBe(true);
      const copy = Buffer.from(file);
      const flipped = (at: number, bit: number): boolean => {
        copy[at]! ^= 1 << bit;
        const ours = isOurs(copy);
        copy[at] = file[at]!;
        return ours;
      };
      fc.assert(
        fc.property(fc.nat(file.length - 1), fc.nat(7), (at, bit) => !flipped(at, bit)),
        { numRuns: 400 },
      );
      if (name !== 'trial') continue;
      const from = file.indexOf('/ByteRange');
      const around = Array.from({ length: Math.ceil((file.indexOf('endobj', from) - from) / 3) }, (_, n) => from + 3 * n);
      expect(around.filter((at) => flipped(at, at % 8))).toEqual([]);
    }
  });

  it('shows what was added after it was signed', () => {
    const update = Buffer.concat([files['rsa']!, Buffer.from('\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')]);
    expect(verifyPdfSignature(update)).toMatchObject({ signed: true, intact: true, coversWholeFile: false });
    expect(verifyPdfSignature(files['rsa']!.subarray(0, -1))).toMatchObject({ signed: false });
  });

  it('keeps its first signature apart from one that a stranger put after it', async () => {
    const stranger = await makeTrialCertificate('Ferretería Andina', toInstant('2027-03-01T00:00:00Z'));
    const theirs = await drawn(stranger);
    const both = await signPdf(Buffer.concat([files['rsa']!, theirs]), stranger);
    expect(verifyPdfSignature(both)).toMatchObject({
      intact: true,
      coversWholeFile: false,
      certificate: { fingerprint: certificates['rsa']!.fingerprint },
    });
  });
});

describe('a file that somebody brings', () => {
  it('is not signed, whatever is in it, and makes nobody wait', () => {
    const wrap = (range: string, contents = '<00>') => Buffer.from(`%PDF-1.7 1 0 obj <</ByteRange ${range} /Contents ${contents}>> endobj`);
    const nested = Array.from({ length: 3000 }).reduce<Buffer>(
      (inner) => {
        const length =
          inner.length < 128 ? [inner.length] : inner.length < 256 ? [0x81, inner.length] : [0x82, inner.length >> 8, inner.length & 255];
        return Buffer.concat([Buffer.from([0x04, ...length]), inner]);
      },
      Buffer.from([5, 0]),
    );
    const hex = (bytes: Buffer) => {
      const text = `<${bytes.toString('hex')}>`;
      return wrap(`[0 49 ${String(49 + text.length).padStart(9)} 00]`, text);
    };
    for (const file of [
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7'),
      wrap('[0 1 2 3'),
      wrap('[0 10 20 999999999]'),
      wrap('[0 999999999 1 1]'),
      wrap('[5 10 20 30]'),
      wrap('[0 -1 2 3]'),
      wrap('[0 38 42 14]'),
      wrap('[0 38 42 14]', '<zz>'),
      Buffer.from('/ByteRange'.repeat(200_000)),
      Buffer.from(`/ByteRange [0 1 2 ${' '.repeat(1_000_000)}`),
      Buffer.from(`/ByteRange [0 30 34 0]    <00>`.repeat(1000)),
      hex(nested),
      hex(Buffer.from('3080'.repeat(20_000), 'hex')),
      hex(Buffer.from('2480'.repeat(20_000), 'hex')),
    ]) {
      const before = process.cpuUsage();
      const found = verifyPdfSignature(file);
      expect(found.signed && found.intact).toBe(false);
      expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    }
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        (bytes) => !(verifyPdfSignature(hex(Buffer.from(bytes))) as { intact?: boolean }).intact,
      ),
    );
  });
});
