import { createHash } from 'node:crypto';
import type { CalendarDate } from '#kernel/calendar-date';
import type { CompletionId, DiplomaId, EditionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import type { DiplomaCode } from './code';
import type { RevocationReason } from './revocation';

/** What accredits a completion, or several. It is superseded or revoked, never changed and never deleted. */
export interface Diploma {
  readonly id: DiplomaId;
  readonly code: DiplomaCode;
  readonly kind: DiplomaKind;
  readonly accredits: string;
  readonly issue: number;
  readonly level: DiplomaLevel;
  readonly completionId: CompletionId | null;
  readonly personId: PersonId;
  readonly editionId: EditionId | null;
  readonly snapshot: Snapshot;
  readonly snapshotHash: string;
  readonly issuedAt: Instant;
  readonly supersededAt: Instant | null;
  readonly supersededBy: DiplomaId | null;
  readonly supersededReason: string | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: RevocationReason | null;
}

/** Of a unit, of the units of a calendar year, or of so many units of the programme. */
export type DiplomaKind = 'unit' | 'year' | 'programme';

/** Learned: completed with its test. Applied: seen in the person's daily work too, which the paper shows with a seal. */
export type DiplomaLevel = 'learned' | 'applied';

/** All that the paper says and looks like, frozen on the day of issue: whatever changes later, this diploma stays as it was. */
export interface Snapshot {
  readonly format: 2;
  readonly kind: DiplomaKind;
  readonly level: DiplomaLevel;
  readonly design: Design;
  readonly code: DiplomaCode;
  readonly locale: Locale;
  readonly holder: Holder;
  readonly award: Award;
  /** Of a unit's diploma: which text was learned. */
  readonly unit: AccreditedUnit | null;
  /** Of a year or a part of the programme: the units that it stands for, in the order in which they were completed. */
  readonly parts: readonly Part[];
  /** The round's code; null where several rounds lead to it. */
  readonly round: string | null;
  readonly completedOn: CalendarDate;
  readonly issuedOn: CalendarDate;
  readonly issuer: Issuer;
  readonly signatories: readonly Signatory[];
  /** The address that the QR code holds. */
  readonly verifyAt: string;
}

export const TEMPLATES = ['classic', 'modern', 'sober'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** How it is drawn. `version` is the drawing's own: a drawing that changes is a new version, and the old one stays. */
export interface Design {
  readonly template: TemplateName;
  readonly version: 1;
  readonly paper: Paper;
  /** The company's own words, where it has chosen others than the template's. */
  readonly wording: Wording | null;
}

/** What a company may word in its own way; null keeps the template's words. */
export interface Wording {
  readonly heading: string | null;
  readonly awardedTo: string | null;
  readonly forCompleting: string | null;
}

export interface Holder {
  readonly givenName: string;
  readonly familyName: string;
  readonly personCode: string;
}

/** What it is for, as it is read. */
export interface Award {
  readonly title: string;
  readonly hours: number;
  readonly skills: readonly string[];
}

export interface AccreditedUnit {
  readonly unit: string;
  readonly edition: number;
  readonly contentHash: string;
}

export interface Part {
  readonly unit: string;
  readonly title: string;
  readonly hours: number;
  readonly completedOn: CalendarDate;
}

/** Pictures are part of what was issued, so they are frozen too; a hash finds them. */
export interface Issuer {
  readonly name: string;
  readonly hue: number;
  readonly logoHash: string | null;
  readonly sealHash: string | null;
}

/** Somebody who answers for the diploma; without a name there is a line to sign on. */
export interface Signatory {
  readonly name: string | null;
  readonly title: string;
  readonly signatureHash: string | null;
}

export type DiplomaStatus = 'valid' | 'superseded' | 'revoked';

export function statusOf(diploma: Pick<Diploma, 'revokedAt' | 'supersededAt'>): DiplomaStatus {
  if (diploma.revokedAt !== null) return 'revoked';
  return diploma.supersededAt === null ? 'valid' : 'superseded';
}

export const holderName = ({ givenName, familyName }: Holder): string => `${givenName} ${familyName}`;

/** The hashes of the pictures that a diploma shows. */
export function picturesOf({ issuer, signatories }: Snapshot): readonly string[] {
  return [issuer.logoHash, issuer.sealHash, ...signatories.map(({ signatureHash }) => signatureHash)].filter((hash) => hash !== null);
}

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
