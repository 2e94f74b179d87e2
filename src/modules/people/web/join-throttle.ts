import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '#platform/http/errors';

/** A whole shift may stand around one poster behind one address; nobody fills a queue by hand. */
export const JOININGS_PER_ADDRESS = { points: 40, duration: 600 } as const;
export const JOININGS_PER_CODE = { points: 200, duration: 3600 } as const;
/** Codes that lead nowhere are guesses. */
export const GUESSES = { points: 30, duration: 600 } as const;

@Injectable()
export class JoinThrottle {
  private readonly addresses = new RateLimiterMemory(JOININGS_PER_ADDRESS);
  private readonly codes = new RateLimiterMemory(JOININGS_PER_CODE);
  private readonly guesses = new RateLimiterMemory(GUESSES);

  /** Seconds to wait, for whoever has written something that must not be lost; null when it may come in. */
  async book(address: string, code: string): Promise<number | null> {
    return (await consume(this.addresses, address)) ?? (await consume(this.codes, code));
  }

  /** @throws TooManyRequests */
  async guess(address: string): Promise<void> {
    const wait = await consume(this.guesses, address);
    if (wait !== null) throw new TooManyRequests(wait);
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
