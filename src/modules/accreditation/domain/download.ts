import type { PersonActor } from '#kernel/context';
import type { DownloadId, PersonId, SiteId, SupplierId, TeamId } from '#kernel/id';
import { type Instant, milliseconds, plusDaysOf24Hours, plusSeconds } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import type { DiplomaCode } from './code';

/** A ZIP of one PDF for each diploma, or all of them in one PDF for the printer. */
export const DOWNLOAD_KINDS = ['zip', 'print'] as const;
export type DownloadKind = (typeof DOWNLOAD_KINDS)[number];

export type DownloadState = 'waiting' | 'drawing' | 'ready' | 'failed' | 'expired';
export type DownloadProblem = 'disk-full' | 'broken' | 'none-drawn' | 'none-left';

/** Whose diplomas: of a manager's line, of the people of suppliers, or of everybody where neither is named. The rest narrows it. */
export interface Selection {
  readonly managerId: PersonId | null;
  readonly supplierIds: readonly SupplierId[] | null;
  readonly round: string | null;
  readonly teamId: TeamId | null;
  readonly siteId: SiteId | null;
}

/** What somebody asks for. */
export interface DownloadQuestion extends Selection {
  readonly kind: DownloadKind;
  readonly locale: Locale;
}

export interface Download extends DownloadQuestion {
  readonly id: DownloadId;
  readonly personId: PersonId;
  readonly askedAt: Instant;
  readonly state: DownloadState;
  readonly total: number;
  readonly drawn: number;
  readonly leftOut: readonly LeftOut[];
  readonly attempts: number;
  readonly expiresAt: Instant | null;
  readonly downloadedAt: Instant | null;
  readonly fileName: string | null;
}

/** A diploma that is not in the file, and why. */
export interface LeftOut {
  readonly code: DiplomaCode;
  readonly name: string;
  readonly why: 'not-drawn' | 'not-valid';
}

export const KEPT_DAYS = 7;
/** How many of one person may wait or be drawn at the same time. */
export const MOST_UNDER_WAY = 3;
/** The same question within this time is the same download: a second click, a page sent again. */
export const SAME_QUESTION_MINUTES = 5;
/** Whoever draws says so every second; after this silence another process takes over. */
export const LEASE_SECONDS = 30;
export const MOST_ATTEMPTS = 5;
/** So many pages make a PDF that printers and people can still handle; more come in several, in one ZIP. */
export const MOST_PAGES = 1000;
/** Fewer than these are drawn while the answer goes out; more are prepared beside it. */
export const DRAWN_AT_ONCE = 60;

/** Asked when the download is asked for, and again when it is taken: roles end, and so does what they opened. */
export function mayHave(actor: PersonActor, { managerId, supplierIds }: Selection): boolean {
  if (actor.roles.includes('hr')) return true;
  if (managerId !== null) return actor.isManager && managerId === actor.personId;
  return supplierIds !== null && supplierIds.length > 0 && supplierIds.every((id) => actor.supplierIds.includes(id));
}

export const isUnderWay = ({ state }: { readonly state: DownloadState }): boolean => state === 'waiting' || state === 'drawing';

export const leaseFrom = (now: Instant): Instant => plusSeconds(now, LEASE_SECONDS);
export const keptUntil = (now: Instant): Instant => plusDaysOf24Hours(now, KEPT_DAYS);

/** Two questions of the same slot meet at a unique index, even when they come in the same instant. */
export const slotOf = (at: Instant): number => Math.floor(milliseconds(at) / (SAME_QUESTION_MINUTES * 60_000));

/** After each failure twice as long, so that what passes by itself may pass. */
export const notBefore = (now: Instant, attempts: number): Instant => plusSeconds(now, 15 * 2 ** attempts);
