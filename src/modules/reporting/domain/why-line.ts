import type { CalendarDate } from '#kernel/calendar-date';
import type { RoundId, SupplierId } from '#kernel/id';
import { dateIn, type Instant } from '#kernel/instant';

/** One event of an assignment, with its round and who was behind it. */
export interface AssignmentTrace {
  readonly assignmentId: string;
  readonly number: number;
  readonly at: Instant;
  readonly kind: 'assigned' | 'amended' | 'withdrawn';
  readonly dueOn: CalendarDate;
  readonly dueReason: 'round' | 'joiner' | 'exemption';
  readonly absenceDays: number;
  readonly extensionDays: number;
  readonly leftOn: CalendarDate | null;
  readonly cause: 'opening' | 'roster' | 'exemption' | 'extension' | 'clock' | 'merge';
  readonly roundId: RoundId;
  readonly code: string;
  readonly roundKind: 'company' | 'welcome';
  readonly title: string;
  readonly byName: string | null;
}

/** What the person did, and what came of it. */
export interface Milestone {
  readonly what: 'started' | 'attempted' | 'completed' | 'issued' | 'superseded' | 'revoked';
  readonly at: Instant;
  readonly code: string;
  readonly roundKind: 'company' | 'welcome';
  readonly title: string;
  readonly score: number;
  readonly total: number;
  readonly passMark: number;
  /** The diploma's code. */
  readonly note: string;
}

export interface EngagementTrace {
  readonly kind: 'staff' | 'contractor';
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
  readonly supplierId: SupplierId | null;
  readonly supplier: string | null;
  readonly team: string | null;
  readonly site: string | null;
  readonly jobTitle: string | null;
  readonly manager: string | null;
}

/** What one file wrote into one row; both sides are JSON. */
export interface RosterTrace {
  readonly appliedAt: Instant;
  readonly fileName: string;
  readonly byName: string | null;
  readonly was: string | null;
  readonly wrote: string;
  readonly undoneAt: Instant | null;
  readonly undoneBy: string | null;
}

export interface AuditTrace {
  readonly seq: number;
  readonly at: Instant;
  /** Null where nobody of the company did it. */
  readonly byName: string | null;
  readonly action: string;
  readonly detail: string;
}

/** A way in that was handed out: printed, or by text message. */
export interface SlipTrace {
  readonly purpose: 'slip' | 'sms';
  readonly createdAt: Instant;
  readonly byName: string | null;
}

export interface MergeTrace {
  readonly mergedAt: Instant;
  readonly mergedBy: string | null;
  readonly undoneAt: Instant | null;
  readonly undoneBy: string | null;
  readonly personCode: string;
  /** 1 when the other record became part of this one. */
  readonly isKept: number;
}

/** They, or their supplier, said that the list was not right, and HR agreed. */
export interface RequestTrace {
  readonly source: 'poster' | 'coordinator';
  readonly kind: 'join' | 'leave';
  readonly state: 'accepted' | 'known';
  readonly supplierId: SupplierId | null;
  readonly site: string | null;
  readonly lastOn: CalendarDate | null;
  readonly askedAt: Instant;
  readonly askedBy: string | null;
  readonly decidedAt: Instant;
  readonly decidedBy: string | null;
}

export interface Traces {
  readonly assignments: readonly AssignmentTrace[];
  readonly milestones: readonly Milestone[];
  readonly engagements: readonly EngagementTrace[];
  readonly roster: readonly RosterTrace[];
  readonly lines: readonly AuditTrace[];
  readonly slips: readonly SlipTrace[];
  readonly merges: readonly MergeTrace[];
  readonly requests: readonly RequestTrace[];
}

/** A message with its values; days among them are said as people say them. */
export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One line of somebody's history: when, what, why, at whose word. */
export interface WhyLine extends Sentence {
  readonly on: CalendarDate;
  /** Null for what only has a day. */
  readonly at: Instant | null;
  readonly because: readonly Sentence[];
  /** Somebody's name; or what did it, a message key; or null where the person did it themselves. */
  readonly by: { readonly name: string } | { readonly key: string } | null;
  readonly mark: 'done' | 'due' | 'current' | null;
}

export interface Reader {
  readonly zone: string;
  readonly today: CalendarDate;
  /** Why somebody is away, or exempt, is for HR and the auditor: to a manager it is enough that they are. */
  readonly mayKnowReasons: boolean;
}

export function lineAt(
  at: Instant,
  zone: string,
  key: string,
  values: Sentence['values'],
  rest: { readonly because?: readonly Sentence[]; readonly by?: WhyLine['by']; readonly mark?: WhyLine['mark'] } = {},
): WhyLine {
  return { on: dateIn(zone, at), at, key, values, because: rest.because ?? [], by: rest.by ?? null, mark: rest.mark ?? null };
}

export const byOf = (name: string | null, otherwise: string): WhyLine['by'] => (name === null ? { key: otherwise } : { name });
