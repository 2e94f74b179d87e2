import type { EmailAddress } from '#kernel/email-address';
import type { DiplomaLinkId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';

/** Whose diplomas they are. */
export interface DiplomaOwner {
  readonly id: PersonId;
  readonly givenName: string;
  readonly familyName: string;
  readonly personCode: string;
  readonly language: Locale;
  readonly email: EmailAddress | null;
}

/** A way for somebody to reach their own diplomas without an account, for good. */
export interface DiplomaLink {
  readonly id: DiplomaLinkId;
  readonly personId: PersonId;
  /** What was sent or printed holds 256 bits of chance: its plain hash gives nothing away. */
  readonly secretHash: string;
  /** Where it was sent, as far as its owner needs to recognise it; null for one that was printed. */
  readonly sentTo: string | null;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** Whoever needs more in a day has lost the way, or is not the person. */
export const LINKS_A_DAY = 5;

/** `m…@example.com`: enough for whoever owns it, little for whoever reads the table. */
export function masked(address: EmailAddress): string {
  const at = address.lastIndexOf('@');
  const shown = `${Array.from(address)[0] ?? ''}…${address.slice(at)}`;
  return shown.length <= 80 ? shown : `${shown.slice(0, 79)}…`;
}
