import { type Instant, plusSeconds } from '#kernel/instant';

export type SecretKind = 'password' | 'pin';

interface Schedule {
  /** So many may fail before the first wait. */
  readonly free: number;
  readonly firstSeconds: number;
  readonly longestSeconds: number;
}

/** A PIN has a million values and a password far more: who guesses PINs waits longer. Whoever waits too long asks for a new slip. */
export const LOCK_OUT: Readonly<Record<SecretKind, Schedule>> = {
  password: { free: 5, firstSeconds: 60, longestSeconds: 3600 },
  pin: { free: 5, firstSeconds: 300, longestSeconds: 86_400 },
};

/** Until when nobody may try again after so many failures in a row; null while trying is still free. Each failure doubles the wait. */
export function lockedUntil(kind: SecretKind, failures: number, now: Instant): Instant | null {
  const { free, firstSeconds, longestSeconds } = LOCK_OUT[kind];
  if (failures < free) return null;
  return plusSeconds(now, Math.min(longestSeconds, firstSeconds * 2 ** Math.min(failures - free, 30)));
}

export const isLocked = (until: Instant | null, now: Instant): boolean => until !== null && now < until;
