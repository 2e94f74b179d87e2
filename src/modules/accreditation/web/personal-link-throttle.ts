import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '#platform/http/errors';

/** A page, a transcript and a shelf of diplomas, several times over; drawing more than that is nobody's reading. */
export const OPENINGS = { points: 60, duration: 60 } as const;
/** A link that leads nowhere is a guess, or an old one tried again. */
export const STRAYS = { points: 15, duration: 600 } as const;

@Injectable()
export class PersonalLinkThrottle {
  private readonly openings = new RateLimiterMemory(OPENINGS);
  private readonly strays = new RateLimiterMemory(STRAYS);

  /** @throws TooManyRequests */
  async book(address: string): Promise<void> {
    const strays = await this.strays.get(address);
    if (strays !== null && strays.remainingPoints <= 0) throw tooMany(strays);
    await this.consume(this.openings, address);
  }

  /** One that led nowhere. */
  async stray(address: string): Promise<void> {
    await this.strays.penalty(address);
  }

  private async consume(limiter: RateLimiterMemory, address: string): Promise<void> {
    try {
      await limiter.consume(address);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw tooMany(refusal);
      throw refusal;
    }
  }
}

const tooMany = ({ msBeforeNext }: RateLimiterRes): TooManyRequests => new TooManyRequests(Math.max(1, Math.ceil(msBeforeNext / 1000)));
