import { createHash } from 'node:crypto';
import type { CalendarDate } from '#kernel/calendar-date';
import type { CompletionId, DiplomaId, EditionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import type { DiplomaCode } from './code';

/** What accredits a completion. It is superseded or revoked, never changed and never deleted. */
export interface Diploma {
  readonly id: DiplomaId;
  readonly code: DiplomaCode;
  readonly completionId: CompletionId;
  readonly personId: PersonId;
  readonly editionId: EditionId;
  readonly snapshot: Snapshot;
  readonly snapshotHash: string;
  readonly issuedAt: Instant;
  readonly supersededAt: Instant | null;
  readonly supersededBy: DiplomaId | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: string | null;
}

/** All that the paper says and looks like, frozen on the day of issue: whatever changes later, this diploma stays as it was. */
export interface Snapshot {
  /** Which wording and which drawing: a new design is a new number. */
  readonly template: 1;
  readonly code: DiplomaCode;
  readonly locale: Locale;
  readonly holder: Holder;
  readonly unit: AccreditedUnit;
  readonly round: string;
  readonly completedOn: CalendarDate;
  readonly issuedOn: CalendarDate;
  readonly issuer: Issuer;
  readonly signatories: readonly Signatory[];
  /** The address that the QR code holds. */
  readonly verifyAt: string;
}

export interface Holder {
  readonly givenName: string;
  readonly familyName: string;
  readonly personCode: string;
}

export interface AccreditedUnit {
  readonly unit: string;
  readonly title: string;
  readonly edition: number;
  readonly contentHash: string;
  readonly hours: number;
  readonly skills: readonly string[];
}

export interface Issuer {
  readonly name: string;
  readonly hue: number;
  /** The logo is part of what was issued, so it is frozen too; `hash` finds it. */
  readonly logoHash: string | null;
}

/** Somebody who answers for the diploma; without a name there is a line to sign on. */
export interface Signatory {
  readonly name: string | null;
  readonly title: string;
}

export type DiplomaStatus = 'valid' | 'superseded' | 'revoked';

export function statusOf(diploma: Pick<Diploma, 'revokedAt' | 'supersededAt'>): DiplomaStatus {
  if (diploma.revokedAt !== null) return 'revoked';
  return diploma.supersededAt === null ? 'valid' : 'superseded';
}

export const holderName = ({ givenName, familyName }: Holder): string => `${givenName} ${familyName}`;

/** The text that is kept and hashed. Keys are sorted, so that the same facts are the same text. */
export function writeSnapshot(snapshot: Snapshot): string {
  return JSON.stringify(snapshot, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
