import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Instant } from '#kernel/instant';
import { isLocked, lockedUntil, type SecretKind } from './domain/lock-out';

/** A whole branch may sign in through one address in the same quarter of an hour: only what fails is counted. */
export const FAILURES_PER_ADDRESS = { points: 100, duration: 15 * 60 } as const;

const STRANGERS_REMEMBERED = 20_000;

/** Counts who guesses: by address, and by the name of accounts that do not exist, which must answer as those that do. */
@Injectable()
export class Doorkeeper {
  private readonly addresses = new RateLimiterMemory(FAILURES_PER_ADDRESS);
  private readonly strangers = new Map<string, { failures: number; until: Instant | null }>();

  /** Books a try from an address. Null when it may go on, otherwise the seconds to wait. */
  async book(address: string): Promise<number | null> {
    try {
      await this.addresses.consume(address);
      return null;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw refusal;
    }
  }

  /** The try was honest: it does not count. */
  async pardon(address: string): Promise<void> {
    await this.addresses.reward(address);
  }

  /** As for an account that exists: until when it is locked, or null after booking one more failure. */
  bookStranger(name: string, kind: SecretKind, now: Instant): Instant | null {
    const known = this.strangers.get(name) ?? { failures: 0, until: null };
    if (isLocked(known.until, now)) return known.until;
    const failures = known.failures + 1;
    this.strangers.delete(name);
    this.strangers.set(name, { failures, until: lockedUntil(kind, failures, now) });
    const oldest = this.strangers.keys().next();
    if (this.strangers.size > STRANGERS_REMEMBERED && !oldest.done) this.strangers.delete(oldest.value);
    return null;
  }
}
