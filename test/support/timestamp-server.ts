import type { webcrypto } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** What the server does with the next question. */
export type Mood =
  | 'stamps'
  | 'refuses'
  | 'is silent'
  | 'fails'
  | 'babbles'
  | 'never ends'
  | 'forgets the nonce'
  | 'stamps something else'
  | 'brings too much'
  | 'is altered';

/** A timestamp server (RFC 3161) on this machine, written with another library than the one that asks. */
export class TimestampServer {
  mood: Mood = 'stamps';
  asked: { contentType: string | undefined; authorization: string | undefined }[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
    readonly pem: string,
  ) {}

  /** `forTimestamps: false` gives it a certificate that is for nothing in particular. */
  static async start({ now, forTimestamps = true }: { now: Date; forTimestamps?: boolean }): Promise<TimestampServer> {
    const { certificate, keys } = await selfMade(now, forTimestamps);
    const server = createServer((request, response) => {
      // A connection for each question: none is lost on one that this server was about to end.
      response.shouldKeepAlive = false;
      const answering = async (body: Buffer): Promise<unknown> => {
        self.asked.push({ contentType: request.headers['content-type'], authorization: request.headers.authorization });
        const { mood } = self;
        if (mood === 'is silent') return;
        if (mood === 'fails') return response.writeHead(503).end('later');
        if (mood === 'babbles') return response.end('<html>Hello</html>');
        if (mood === 'never ends') {
          for (let n = 0; n < 200 && !response.destroyed; n++) {
            response.write(Buffer.alloc(1024));
            await new Promise((resolve) => setImmediate(resolve));
          }
          return response.end();
        }
        const reply = Buffer.from(await answer(body, mood, now, certificate, keys));
        return response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
      };
      // Whoever has lost patience meanwhile hangs up, and is not answered.
      void bodyOf(request).then(answering, () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const self = new TimestampServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`, certificate.toString());
    return self;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function selfMade(now: Date, forTimestamps: boolean) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ value: 4711 });
  for (const name of [certificate.subject, certificate.issuer])
    name.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: 'Hora de Prueba' }) }),
    );
  certificate.notBefore.value = new Date(now.getTime() - 86_400_000);
  certificate.notAfter.value = new Date(now.getTime() + 86_400_000 * 3650);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  if (forTimestamps) {
    const uses = new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] });
    certificate.extensions = [
      new pkijs.Extension({ extnID: '2.5.29.37', critical: true, extnValue: uses.toSchema().toBER(), parsedValue: uses }),
    ];
  }
  await certificate.sign(keys.privateKey, 'SHA-256');
  return { certificate, keys };
}

async function answer(
  question: Buffer,
  mood: Mood,
  now: Date,
  certificate: pkijs.Certificate,
  keys: webcrypto.CryptoKeyPair,
): Promise<ArrayBuffer> {
  const { messageImprint, nonce } = pkijs.TimeStampReq.fromBER(new Uint8Array(question).buffer);
  if (mood === 'refuses')
    return new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.rejection }) }).toSchema().toBER();
  if (mood === 'stamps something else') messageImprint.hashedMessage = new asn1js.OctetString({ valueHex: new Uint8Array(32).buffer });
  const facts = new pkijs.TSTInfo({
    version: 1,
    policy: '1.3.6.1.4.1.99999.1',
    messageImprint,
    serialNumber: new asn1js.Integer({ value: 42 }),
    genTime: now,
    ...(mood === 'forgets the nonce' || nonce === undefined ? {} : { nonce }),
  });
  const content = facts.toSchema().toBER();
  const digestOf = (bytes: ArrayBuffer) => crypto.subtle.digest('SHA-256', bytes);
  const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
  const sequence = (...value: asn1js.BaseBlock[]) => new asn1js.Sequence({ value });
  const named = new asn1js.OctetString({ valueHex: await digestOf(certificate.toSchema(true).toBER()) });
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.9.16.1.4',
      eContent: new asn1js.OctetString({ valueHex: content }),
    }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })),
            attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: await digestOf(content) })),
            attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(named)))),
          ],
        }),
      }),
    ],
    certificates: Array.from({ length: mood === 'brings too much' ? 40 : 1 }, () => certificate),
  });
  await signed.sign(keys.privateKey, 0, 'SHA-256');
  const token = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
  const response = new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.granted }), timeStampToken: token });
  const bytes = new Uint8Array(response.toSchema().toBER());
  // The last bytes are the signature's.
  if (mood === 'is altered') bytes[bytes.length - 1]! ^= 1;
  return bytes.buffer;
}
