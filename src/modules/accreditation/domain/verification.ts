import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import { type Diploma, holderName, statusOf } from './diploma';

export type VerificationStatus = 'valid' | 'superseded' | 'revoked' | 'unknown' | 'altered';

/** What is said of a code to anybody who asks. Other people's tools read it: fields may be added, never renamed. */
export interface Verification {
  readonly status: VerificationStatus;
  readonly code: string;
  readonly holder: string | null;
  readonly unit: string | null;
  readonly hours: number | null;
  readonly skills: readonly string[];
  readonly completedOn: CalendarDate | null;
  readonly issuedOn: CalendarDate | null;
  readonly issuer: string | null;
  readonly replacedAt: Instant | null;
  readonly replacedBy: string | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: string | null;
}

/** A record that no longer is what was issued says so, and says nothing else: no word of it can be trusted. */
export function verificationOf(
  code: string,
  diploma: (Diploma & { readonly intact: boolean }) | null,
  replacedBy: string | null,
): Verification {
  if (diploma === null) return { ...NOTHING, status: 'unknown', code };
  if (!diploma.intact) return { ...NOTHING, status: 'altered', code };
  const { holder, award, completedOn, issuedOn, issuer } = diploma.snapshot;
  return {
    status: statusOf(diploma),
    code,
    holder: holderName(holder),
    unit: award.title,
    hours: award.hours,
    skills: award.skills,
    completedOn,
    issuedOn,
    issuer: issuer.name,
    replacedAt: diploma.supersededAt,
    replacedBy,
    revokedAt: diploma.revokedAt,
    revokedReason: diploma.revokedReason,
  };
}

const NOTHING = {
  holder: null,
  unit: null,
  hours: null,
  skills: [],
  completedOn: null,
  issuedOn: null,
  issuer: null,
  replacedAt: null,
  replacedBy: null,
  revokedAt: null,
  revokedReason: null,
} as const;
