import { Injectable } from '@nestjs/common';
import { type Instant, plusHours, plusMinutes } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { SmsOutboxEntity } from './sms-outbox.entity';

const MOST_ATTEMPTS = 6;
const MINUTES_TO_WAIT = 10;

/** `delayed`: it was tried and could not be carried out yet. */
export type TextFate = 'under-way' | 'sent' | 'delayed' | 'failed';

@Injectable()
export class Texts {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** False when a message with that key was queued before: nothing is said twice. */
  async queue(text: SmsOutboxEntity): Promise<boolean> {
    return (await this.db.insert('sms_outbox', [text], 'nothing')) === 1;
  }

  /** The next message that is due, taken by pushing its due time ahead where nobody else did. */
  async takeOne(now: Instant): Promise<SmsOutboxEntity | null> {
    const due = await this.db.row<SmsOutboxEntity>(
      sql`SELECT * FROM sms_outbox WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= ${now} ORDER BY due_at LIMIT 1`,
    );
    if (!due) return null;
    const taken = await this.work.run(() =>
      this.db.execute(
        sql`UPDATE sms_outbox SET attempts = ${due.attempts + 1}, due_at = ${plusMinutes(now, 2 ** due.attempts)} WHERE id = ${due.id} AND attempts = ${due.attempts} AND sent_at IS NULL`,
      ),
    );
    return taken === 1 ? { ...due, attempts: due.attempts + 1 } : this.takeOne(now);
  }

  /** What was said is forgotten once it is said: it carried a link that opens an account. */
  sent(id: string, now: Instant): Promise<boolean> {
    return this.work.run(() => this.db.update('sms_outbox', id, { sentAt: now, problem: null, text: '' }));
  }

  failed(text: SmsOutboxEntity, problem: string, forGood: boolean, now: Instant): Promise<boolean> {
    const isOver = forGood || text.attempts >= MOST_ATTEMPTS;
    const changes = { problem: problem.slice(0, 1000), ...(isOver ? { failedAt: now, text: '' } : {}) };
    return this.work.run(() => this.db.update('sms_outbox', text.id, changes));
  }

  /** What became of a message; null where there never was one of that key. */
  async fate(uniqueKey: string): Promise<TextFate | null> {
    const row = await this.db.row<{ sentAt: Instant | null; failedAt: Instant | null; problem: string | null }>(
      sql`SELECT sent_at, failed_at, problem FROM sms_outbox WHERE unique_key = ${uniqueKey}`,
    );
    if (!row) return null;
    if (row.sentAt !== null) return 'sent';
    if (row.failedAt !== null) return 'failed';
    return row.problem === null ? 'under-way' : 'delayed';
  }

  /** Messages that wait longer than they should, and those given up within a day though nobody called their number wrong. */
  async troubles(now: Instant): Promise<{ readonly waiting: number; readonly givenUp: number }> {
    const row = await this.db.row<{ waiting: number; givenUp: number }>(sql`
      SELECT
        (SELECT COUNT(*) FROM sms_outbox WHERE sent_at IS NULL AND failed_at IS NULL AND queued_at < ${plusMinutes(now, -MINUTES_TO_WAIT)}) AS waiting,
        (SELECT COUNT(*) FROM sms_outbox WHERE sent_at IS NULL AND failed_at > ${plusHours(now, -24)} AND attempts >= ${MOST_ATTEMPTS}) AS given_up`);
    return row ?? { waiting: 0, givenUp: 0 };
  }
}
