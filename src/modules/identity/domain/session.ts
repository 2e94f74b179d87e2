import { type Instant, plusDaysOf24Hours, plusHours, plusMinutes } from '#kernel/instant';

/**
 * A session ends twelve hours after its last use, so that a phone left on a counter overnight is nobody's way in,
 * and thirty days after signing in, however busy it was.
 */
export const SESSION = { idleHours: 12, absoluteDays: 30, seenEveryMinutes: 5 } as const;

export const SESSION_SECONDS = SESSION.absoluteDays * 86_400;

export interface SessionTimes {
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

export const expiryOf = (signedInAt: Instant): Instant => plusDaysOf24Hours(signedInAt, SESSION.absoluteDays);

export function isAlive({ seenAt, expiresAt }: SessionTimes, now: Instant): boolean {
  return now < expiresAt && now < plusHours(seenAt, SESSION.idleHours);
}

/** The last use is written down every few minutes only: reading a page should not be a write. */
export const isWorthNoting = (seenAt: Instant, now: Instant): boolean => now >= plusMinutes(seenAt, SESSION.seenEveryMinutes);
