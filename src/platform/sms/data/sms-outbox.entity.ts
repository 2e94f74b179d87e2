import type { Id } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { PhoneNumber } from '#kernel/phone-number';
import { id, instant, longText, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('sms_outbox', { unique: [['unique_key']], indexes: [['sent_at', 'failed_at', 'due_at']] })
export class SmsOutboxEntity {
  @Col(id()) id!: Id<'sms'>;
  @Col(shortText(200)) uniqueKey!: string;
  @Col(shortText(16)) recipient!: PhoneNumber;
  @Col(longText()) text!: string;
  @Col(instant()) queuedAt!: Instant;
  @Col(instant()) dueAt!: Instant;
  @Col(wholeNumber()) attempts!: number;
  @Col(instant({ nullable: true })) sentAt!: Instant | null;
  @Col(instant({ nullable: true })) failedAt!: Instant | null;
  @Col(longText({ nullable: true })) problem!: string | null;
}
