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

  /** @throws TooManyRequests */
  async book(address: string, code: string): Promise<void> {
    await consume(this.addresses, address);
    await consume(this.codes, code);
  }

  /** @throws TooManyRequests */
  guess(address: string): Promise<void> {
    return consume(this.guesses, address);
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw new TooManyRequests(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    throw refusal;
  }
}
