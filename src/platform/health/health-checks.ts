import { Injectable } from '@nestjs/common';
import { type Instant, plusMinutes } from '#kernel/instant';
import { Clock } from '#platform/time/clock';

/** What a check answers: counts only, for anybody may read it. */
export interface CheckResult {
  readonly ok: boolean;
  readonly [count: string]: number | boolean;
}

type Results = Readonly<Record<string, CheckResult>>;

const MINUTES_KEPT = 1;

/** What modules watch besides the database. None of it makes the process unready: an alarm is for people. Anybody may ask, so it is looked at once a minute at most. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, () => Promise<CheckResult>>();
  private known: { readonly since: Instant; readonly results: Promise<Results> } | null = null;

  constructor(private readonly clock: Clock) {}

  add(name: string, check: () => Promise<CheckResult>): void {
    this.checks.set(name, check);
  }

  results(): Promise<Results> {
    const now = this.clock.now();
    const isFresh = this.known !== null && this.known.since <= now && now < plusMinutes(this.known.since, MINUTES_KEPT);
    if (this.known !== null && isFresh) return this.known.results;
    const results = this.look();
    this.known = { since: now, results };
    results.catch(() => {
      if (this.known?.results === results) this.known = null;
    });
    return results;
  }

  private async look(): Promise<Results> {
    const results = await Promise.all([...this.checks].map(async ([name, check]) => [name, await check()] as const));
    return Object.fromEntries(results);
  }
}
