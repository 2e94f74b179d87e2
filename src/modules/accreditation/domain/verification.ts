import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import { type Diploma, type DiplomaKind, type DiplomaLevel, type Part, statusOf } from './diploma';
import { REVOCATION_REASONS, type RevocationReason } from './revocation';
import { type ShownAs, shownName } from './shown-name';

export type VerificationStatus = 'valid' | 'superseded' | 'revoked' | 'unknown' | 'altered';

/** What is said of a code to anybody who asks. Other people's tools read it: fields may be added, never renamed. */
export interface Verification {
  readonly status: VerificationStatus;
  readonly code: string;
  readonly kind: DiplomaKind | null;
  readonly level: DiplomaLevel | null;
  /** The name or the initials, as the holder has chosen. */
  readonly holder: string | null;
  readonly unit: string | null;
  readonly hours: number | null;
  readonly skills: readonly string[];
  /** Of a year or a part of the programme: the units that it stands for. */
  readonly parts: readonly Part[];
  readonly completedOn: CalendarDate | null;
  readonly issuedOn: CalendarDate | null;
  readonly issuer: string | null;
  readonly replacedAt: Instant | null;
  readonly replacedBy: string | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: RevocationReason | null;
}

/** A record that no longer is what was issued says so, and says nothing else: no word of it can be trusted. */
export function verificationOf(
  code: string,
  diploma: (Diploma & { readonly intact: boolean }) | null,
  replacedBy: string | null,
  shownAs: ShownAs = 'name',
): Verification {
  if (diploma === null) return { ...NOTHING, status: 'unknown', code };
  if (!diploma.intact) return { ...NOTHING, status: 'altered', code };
  const { kind, level, holder, award, parts, completedOn, issuedOn, issuer } = diploma.snapshot;
  return {
    status: statusOf(diploma),
    code,
    kind,
    level,
    holder: shownName(holder, shownAs),
    unit: award.title,
    hours: award.hours,
    skills: award.skills,
    parts,
    completedOn,
    issuedOn,
    issuer: issuer.name,
    replacedAt: diploma.supersededAt,
    replacedBy,
    revokedAt: diploma.revokedAt,
    revokedReason: REVOCATION_REASONS.find((reason) => reason === diploma.revokedReason) ?? null,
  };
}

const NOTHING = {
  kind: null,
  level: null,
  holder: null,
  unit: null,
  hours: null,
  skills: [],
  parts: [],
  completedOn: null,
  issuedOn: null,
  issuer: null,
  replacedAt: null,
  replacedBy: null,
  revokedAt: null,
  revokedReason: null,
} as const;
