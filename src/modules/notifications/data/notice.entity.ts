import type { CalendarDate } from '#kernel/calendar-date';
import type { Id, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Something was said to somebody about a round. What was said is not kept: the outbox forgets it when it is sent. */
@StoredIn('notice', { unique: [['person_id', 'round_id', 'template', 'step']] })
export class NoticeEntity {
  @Col(id()) id!: Id<'notice'>;
  @Col(reference('person')) personId!: PersonId;
  @Col(reference('round')) roundId!: RoundId;
  @Col(shortText(40)) template!: string;
  /** 1 for the first of that template in the round. */
  @Col(wholeNumber()) step!: number;
  @Col(shortText(10)) channel!: 'mail' | 'text';
  /** In the company's zone. */
  @Col(calendarDate()) saidOn!: CalendarDate;
  @Col(instant()) saidAt!: Instant;
  @Col(reference('person', { nullable: true })) saidBy!: PersonId | null;
}

export type NoticeRow = Pick<NoticeEntity, keyof NoticeEntity>;
