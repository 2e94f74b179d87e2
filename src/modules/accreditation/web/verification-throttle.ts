import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '#platform/http/errors';

/** A whole office may verify through one address; somebody who guesses codes asks more often than that. */
export const VERIFICATIONS = { points: 60, duration: 60 } as const;

@Injectable()
export class VerificationThrottle {
  private readonly addresses = new RateLimiterMemory(VERIFICATIONS);

  /** @throws TooManyRequests when this address has asked too often. */
  async book(address: string): Promise<void> {
    try {
      await this.addresses.consume(address);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooManyRequests(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      throw refusal;
    }
  }
}
