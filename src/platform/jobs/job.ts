import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';

/** A piece of work that the clock asks for. One file per job, which calls one verb of a service. */
export interface Job {
  readonly name: string;
  /** Cron in UTC, five fields. When to look, never what to decide: that is in the rows. */
  readonly every: string;
  /** After downtime: catch up with each slot that passed, or only with the last. */
  readonly missed: 'once' | 'each';
  /** Returns how many things it handled. */
  run(slot: Instant, ctx: Context): Promise<number>;
}
