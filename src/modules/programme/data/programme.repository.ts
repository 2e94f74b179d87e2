import { Injectable } from '@nestjs/common';
import { newId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { USUAL_CADENCE, type Blackout, type Cadence } from '../domain/cadence';

export type StoredBlackout = Blackout & { readonly id: string };

/** The one row of settings, and the black-outs. */
@Injectable()
export class ProgrammeRepository {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  async cadence(): Promise<Cadence> {
    return (await this.database.row<Cadence>(sql`SELECT cadence_months, window_weeks, weekday FROM programme WHERE id = ${ID}`)) ?? USUAL_CADENCE;
  }

  async saveCadence(cadence: Cadence, now: Instant): Promise<void> {
    await this.queue(now);
    const { cadenceMonths, windowWeeks, weekday } = cadence;
    await this.database.update('programme', ID, { cadenceMonths, windowWeeks, weekday, setAt: now });
  }

  blackouts(): Promise<StoredBlackout[]> {
    return this.database.rows<StoredBlackout>(sql`SELECT id, from_on, until_on, reason FROM blackout ORDER BY from_on, id`);
  }

  async addBlackout(blackout: Blackout): Promise<string> {
    const id = newId<'blackout'>();
    await this.database.insert('blackout', [{ id, ...blackout }]);
    return id;
  }

  async removeBlackout(id: string): Promise<StoredBlackout | null> {
    const removed = await this.database.row<StoredBlackout>(sql`SELECT id, from_on, until_on, reason FROM blackout WHERE id = ${id}`);
    await this.database.execute(sql`DELETE FROM blackout WHERE id = ${id}`);
    return removed;
  }

  /**
   * One at a time: opening, closing and changes of the roster touch the same row first. Without it, a person committed by one process
   * while another opens a round would be seen by neither.
   */
  async queue(now: Instant): Promise<void> {
    await this.work.once('programme', async () => {
      await this.database.insert('programme', [{ id: ID, ...USUAL_CADENCE, setAt: now }], 'nothing');
      await this.database.execute(sql`UPDATE programme SET set_at = set_at WHERE id = ${ID}`);
    });
  }
}

const ID = 'programme';
