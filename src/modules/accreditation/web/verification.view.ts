import { type CalendarDate } from '#kernel/calendar-date';
import { dateIn } from '#kernel/instant';
import type { DiplomaKind, Part } from '../domain/diploma';
import type { RevocationReason } from '../domain/revocation';
import type { Verification, VerificationStatus } from '../domain/verification';

export interface VerificationView {
  readonly status: VerificationStatus;
  readonly badge: 'done' | 'away' | 'late';
  readonly code: string;
  readonly isKnown: boolean;
  readonly holder: string | null;
  readonly unit: string | null;
  readonly hours: number | null;
  readonly skills: readonly string[];
  readonly parts: readonly Part[];
  readonly kind: DiplomaKind | null;
  readonly isApplied: boolean;
  readonly completedOn: CalendarDate | null;
  readonly issuedOn: CalendarDate | null;
  readonly issuer: string | null;
  readonly replacedOn: CalendarDate | null;
  readonly replacedBy: string | null;
  readonly revokedOn: CalendarDate | null;
  readonly revokedReason: RevocationReason | null;
}

const BADGES = { valid: 'done', superseded: 'away', revoked: 'late', unknown: 'late', altered: 'late' } as const;

export function verificationView(verification: Verification, zone: string): VerificationView {
  const { status, code, holder, unit, hours, skills, parts, kind, level, completedOn, issuedOn, issuer } = verification;
  const { replacedAt, replacedBy, revokedAt, revokedReason } = verification;
  return {
    status,
    badge: BADGES[status],
    code,
    isKnown: holder !== null,
    holder,
    unit,
    hours,
    skills,
    parts,
    kind,
    isApplied: level === 'applied',
    completedOn,
    issuedOn,
    issuer,
    replacedOn: replacedAt === null ? null : dateIn(zone, replacedAt),
    replacedBy,
    revokedOn: revokedAt === null ? null : dateIn(zone, revokedAt),
    revokedReason,
  };
}
