import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { TooManyRequests } from '#platform/http/errors';

/** Each takes 19 MiB and some 60 ms of one core (OWASP's argon2id): a morning's rush must not starve every other page. */
const AT_ONCE = 2;
const WAITING = 300;

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Turns passwords and PINs into argon2id hashes, a few at a time. Never inside a unit of work. */
@Injectable()
export class Hashing {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  /** What a secret is compared with when there is nobody to compare it for: it takes the same time and never fits. */
  private decoy: Promise<string> | null = null;

  hash(secret: string): Promise<string> {
    return this.inTurn(() => hash(secret, COST));
  }

  async fits(secret: string, hashed: string | null): Promise<boolean> {
    const against = hashed ?? (await (this.decoy ??= this.hash('nobody has this secret')));
    return (await this.inTurn(() => verify(against, secret))) && hashed !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) throw new TooManyRequests(10);
      // Whoever finishes hands its place on, so `running` is already counted for us when we go on.
      await new Promise<void>((go) => this.queue.push(go));
    } else this.running++;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running--;
    }
  }
}
