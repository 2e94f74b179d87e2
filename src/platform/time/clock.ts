import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config/config';
import type { CalendarDate } from '#kernel/calendar-date';
import { dateIn, type Instant, instantOf, milliseconds } from '#kernel/instant';

/** The only reader of the machine's clock. `zone` is the company's, told by the people module once it is known. */
@Injectable()
export class Clock {
  zone = 'UTC';
  private readonly shift: number;
  private stoppedAt: Instant | null = null;

  constructor(config: Config) {
    this.shift = config.startsAt === null ? 0 : milliseconds(config.startsAt) - Date.now();
  }

  now(): Instant {
    return this.stoppedAt ?? instantOf(Date.now() + this.shift);
  }

  today(): CalendarDate {
    return dateIn(this.zone, this.now());
  }

  /** Sets this process's clock, for trials and simulations: it stands still there until it is set again. The machine's own clock stays. */
  stopAt(at: Instant): void {
    this.stoppedAt = at;
  }
}

/** Milliseconds that pass evenly, for measuring how long something took. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => Math.round(performance.now() - start);
}
