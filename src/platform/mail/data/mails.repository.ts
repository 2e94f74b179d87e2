import { Injectable } from '@nestjs/common';
import { type Instant, plusMinutes } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { MailOutboxEntity } from './mail-outbox.entity';

const MOST_ATTEMPTS = 8;

@Injectable()
export class Mails {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** False when a message with that key was queued before: nothing is said twice. */
  async queue(mail: MailOutboxEntity): Promise<boolean> {
    return (await this.db.insert('mail_outbox', [mail], 'nothing')) === 1;
  }

  /** The next message that is due, taken by pushing its due time ahead where nobody else did. */
  async takeOne(now: Instant): Promise<MailOutboxEntity | null> {
    const due = await this.db.row<MailOutboxEntity>(
      sql`SELECT * FROM mail_outbox WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= ${now} ORDER BY due_at LIMIT 1`,
    );
    if (!due) return null;
    const taken = await this.work.run(() =>
      this.db.execute(
        sql`UPDATE mail_outbox SET attempts = ${due.attempts + 1}, due_at = ${plusMinutes(now, 2 ** Math.min(due.attempts, 8))} WHERE id = ${due.id} AND attempts = ${due.attempts} AND sent_at IS NULL`,
      ),
    );
    return taken === 1 ? { ...due, attempts: due.attempts + 1 } : this.takeOne(now);
  }

  /** What was said is forgotten once it is said: it may have carried a link that opens an account. */
  sent(id: string, now: Instant): Promise<boolean> {
    return this.work.run(() => this.db.update('mail_outbox', id, { sentAt: now, problem: null, text: '', html: '' }));
  }

  failed(mail: MailOutboxEntity, problem: string, now: Instant): Promise<boolean> {
    return this.work.run(() => this.db.update('mail_outbox', mail.id, { problem: problem.slice(0, 1000), failedAt: mail.attempts >= MOST_ATTEMPTS ? now : null }));
  }
}
