import { type Instant, plusHours, plusMinutes, plusSeconds } from '#kernel/instant';

/**
 * Somebody at a shared device is there for as long as hands are at work. The page's script locks it after a minute; the server
 * lets go a little later, and later still where no script can tell that somebody is reading.
 */
export const AT_DEVICE = { idleSeconds: 60, watchedSeconds: 90, unwatchedSeconds: 300, longestHours: 4, seenEverySeconds: 10 } as const;

export const PAIRING_MINUTES = 10;

export const PAIRING_CODE_LENGTH = 8;

/** A browser keeps a cookie for 400 days at most; each sign-in begins them anew. */
export const DEVICE_SECONDS = 400 * 86_400;

export interface DeviceSessionTimes {
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly watched: number;
}

export function isAtDevice({ createdAt, seenAt, watched }: DeviceSessionTimes, now: Instant): boolean {
  const patience = watched === 1 ? AT_DEVICE.watchedSeconds : AT_DEVICE.unwatchedSeconds;
  return now < plusSeconds(seenAt, patience) && now < plusHours(createdAt, AT_DEVICE.longestHours);
}

export const isWorthNotingAtDevice = (seenAt: Instant, now: Instant): boolean => now >= plusSeconds(seenAt, AT_DEVICE.seenEverySeconds);

export const pairingUntil = (now: Instant): Instant => plusMinutes(now, PAIRING_MINUTES);
