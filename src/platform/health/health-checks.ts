import { Injectable } from '@nestjs/common';

/** What a check answers: counts only, for anybody may read it. */
export interface CheckResult {
  readonly ok: boolean;
  readonly [count: string]: number | boolean;
}

/** What modules watch besides the database. None of it makes the process unready: an alarm is for people. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, () => Promise<CheckResult>>();

  add(name: string, check: () => Promise<CheckResult>): void {
    this.checks.set(name, check);
  }

  async results(): Promise<Readonly<Record<string, CheckResult>>> {
    const results = await Promise.all([...this.checks].map(async ([name, check]) => [name, await check()] as const));
    return Object.fromEntries(results);
  }
}
