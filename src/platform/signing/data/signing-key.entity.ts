import type { SigningKeyId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** One key of each algorithm is in use at a time. */
export type KeyUse = 'jws' | 'jws-rs256';

@StoredIn('signing_key', { unique: [['in_use']] })
export class SigningKeyEntity {
  /** Stands in the header of what was signed, as `kid`. */
  @Col(id()) id!: SigningKeyId;
  @Col(shortText(10)) algorithm!: 'EdDSA' | 'RS256';
  @Col(shortText(10)) usedFor!: 'jws';
  /** What it is used for, while it is; unique, so that of two processes that make a key one wins. */
  @Col(shortText(10, { nullable: true })) inUse!: KeyUse | null;
  @Col(longText()) publicJwk!: string;
  /** Sealed. */
  @Col(longText()) privateKey!: string;
  @Col(instant()) createdAt!: Instant;
  @Col(instant({ nullable: true })) retiredAt!: Instant | null;
}
