import type { CalendarDate } from '#kernel/calendar-date';
import type { JoiningRequestId, PersonId, PosterId, SiteId, SupplierId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { type EngagementKind } from './person';

/** Somebody says that they, or somebody of theirs, should be on the roster, or no longer. HR decides. */
export interface JoiningRequest {
  readonly id: JoiningRequestId;
  readonly source: 'poster' | 'coordinator';
  readonly kind: 'join' | 'leave';
  readonly siteId: SiteId | null;
  readonly supplierId: SupplierId | null;
  /** Who leaves; or, once decided, who it turned out to be. */
  readonly personId: PersonId | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly employerKind: EngagementKind;
  /** Whose contractor they say they are, in their own words. */
  readonly employer: string | null;
  readonly personCode: string | null;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly team: string | null;
  readonly jobTitle: string | null;
  readonly manager: string | null;
  readonly language: Locale;
  readonly fromOn: CalendarDate | null;
  readonly lastOn: CalendarDate | null;
  readonly askedAt: Instant;
  readonly askedBy: PersonId | null;
  /** `known`: the person was on the roster already, and nothing had to be done. `withdrawn`: by whoever had asked. */
  readonly state: 'waiting' | 'accepted' | 'known' | 'declined' | 'withdrawn';
  readonly decidedAt: Instant | null;
  readonly decidedBy: PersonId | null;
  readonly reason: string | null;
}

/** What somebody says of themselves at the poster. */
export interface Newcomer {
  readonly givenName: string;
  readonly familyName: string;
  readonly employerKind: EngagementKind;
  readonly employer: string | null;
  readonly personCode: string | null;
  readonly phone: string | null;
  readonly team: string | null;
  readonly manager: string | null;
  readonly language: Locale;
}

/** What a coordinator says of somebody who joins the own company. */
export interface ProposedJoiner {
  readonly supplierId: SupplierId;
  readonly givenName: string;
  readonly familyName: string;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly team: string | null;
  readonly jobTitle: string | null;
  readonly language: Locale;
  readonly fromOn: CalendarDate;
}

/** What hangs on a wall; without a site it is the whole company's. */
export interface Poster {
  readonly id: PosterId;
  readonly siteId: SiteId | null;
  readonly code: string;
  readonly createdAt: Instant;
  readonly createdBy: PersonId | null;
  readonly revokedAt: Instant | null;
  readonly revokedBy: PersonId | null;
}

/** Two requests say the same when every fact in them is the same: who sends a form twice asks once. */
export const saysTheSame = (one: Said, other: Said): boolean => SAID.every((fact) => one[fact] === other[fact]);

/** In: whether as somebody new or as somebody known, it is one answer; but about one person. */
export function isSameDecision(
  before: Pick<JoiningRequest, 'state' | 'personId'>,
  asked: { readonly state: JoiningRequest['state']; readonly personId?: PersonId },
): boolean {
  const isIn = (state: JoiningRequest['state']): boolean => state === 'accepted' || state === 'known';
  if (!isIn(asked.state)) return before.state === asked.state;
  return isIn(before.state) && (asked.personId === undefined || asked.personId === before.personId);
}

const SAID = [
  'source',
  'kind',
  'siteId',
  'supplierId',
  'personId',
  'givenName',
  'familyName',
  'employerKind',
  'employer',
  'personCode',
  'nationalId',
  'phone',
  'team',
  'jobTitle',
  'manager',
  'fromOn',
  'lastOn',
] as const satisfies readonly (keyof JoiningRequest)[];
export type Said = Pick<JoiningRequest, (typeof SAID)[number]>;
