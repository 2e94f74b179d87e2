import { createHash } from 'node:crypto';
import { newSecret } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { inside, readWhole, SEQUENCE, smallNumberOf } from './asn1';
import { integer, octets, oid, sequence, truth } from './der';
import { OID } from './oids';
import { readTimestamp, type TimestampFacts } from './timestamp-token';

export interface Timestamp extends TimestampFacts {
  /** As it goes into a signature. */
  readonly token: Buffer;
}

/** `tsa-refused`: the authority said no. `tsa-wrong-answer`: what it said is no timestamp of what was asked. */
export type TimestampRefusal = 'tsa-unreachable' | 'tsa-slow' | 'tsa-refused' | 'tsa-wrong-answer';

const PATIENCE_MILLISECONDS = 10_000;
const LONGEST_ANSWER = 64 * 1024;

/** Somebody outside who vouches for when a signature was there (RFC 3161, over HTTP). They see a digest of it, never a document. */
export class TimestampAuthority {
  private readonly address: string;
  private readonly authorization: Record<string, string>;

  constructor(
    url: string,
    private readonly patience = PATIENCE_MILLISECONDS,
  ) {
    const { username, password, ...place } = parts(url);
    this.address = place.address;
    this.authorization = username === '' ? {} : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  }

  async stamp(bytes: Buffer): Promise<Outcome<Timestamp, TimestampRefusal>> {
    const nonce = integer(Buffer.from(newSecret(8), 'base64url'));
    const digest = createHash('sha256').update(bytes).digest();
    const question = sequence(integer(1), sequence(sequence(oid(OID.sha256)), octets(digest)), nonce, truth());
    try {
      const answer = await this.ask(question);
      if (!answer.ok) return answer;
      const [status, token] = inside(readWhole(answer.value), SEQUENCE);
      // 0: granted; 1: granted with modifications.
      if (smallNumberOf(inside(status, SEQUENCE)[0]) > 1 || token === undefined) return refused('tsa-refused');
      return done({ ...readTimestamp(token.raw, bytes, nonce), token: token.raw });
    } catch {
      return refused('tsa-wrong-answer');
    }
  }

  private async ask(question: Buffer): Promise<Outcome<Buffer, TimestampRefusal>> {
    const signal = AbortSignal.timeout(this.patience);
    try {
      const answer = await fetch(this.address, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply', ...this.authorization },
        body: new Uint8Array(question),
        redirect: 'error',
        signal,
      });
      if (!answer.ok) {
        await answer.body?.cancel();
        return refused('tsa-unreachable', { status: answer.status });
      }
      return done(await bodyOf(answer));
    } catch (error) {
      if (error instanceof TooLong) return refused('tsa-wrong-answer');
      return refused(signal.aborted ? 'tsa-slow' : 'tsa-unreachable');
    }
  }
}

class TooLong extends Error {}

async function bodyOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new TooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parts(url: string): { readonly address: string; readonly username: string; readonly password: string } {
  const address = new URL(url);
  const [username, password] = [address.username, address.password].map(decodeURIComponent) as [string, string];
  address.username = '';
  address.password = '';
  return { address: address.toString(), username, password };
}
