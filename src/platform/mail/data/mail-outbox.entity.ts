import type { Id } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('mail_outbox', { unique: [['unique_key']], indexes: [['sent_at', 'failed_at', 'due_at']] })
export class MailOutboxEntity {
  @Col(id()) id!: Id<'mail'>;
  @Col(shortText(200)) uniqueKey!: string;
  @Col(shortText(254)) recipient!: string;
  @Col(shortText(400)) subject!: string;
  @Col(longText()) text!: string;
  @Col(longText()) html!: string;
  @Col(instant()) queuedAt!: Instant;
  @Col(instant()) dueAt!: Instant;
  @Col(wholeNumber()) attempts!: number;
  @Col(instant({ nullable: true })) sentAt!: Instant | null;
  @Col(instant({ nullable: true })) failedAt!: Instant | null;
  @Col(longText({ nullable: true })) problem!: string | null;
}
