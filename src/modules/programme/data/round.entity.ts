import type { CalendarDate } from '#kernel/calendar-date';
import type { EditionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, longText, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { RoundKind } from '../domain/round';

@StoredIn('round', { unique: [['code']], indexes: [['opened_at', 'closed_at']] })
export class RoundEntity {
  @Col(id()) id!: RoundId;
  @Col(shortText(10)) kind!: RoundKind;
  @Col(shortText(20)) code!: string;
  @Col(shortText(80)) unit!: string;
  @Col(reference('edition', { nullable: true })) editionId!: EditionId | null;
  @Col(calendarDate()) opensOn!: CalendarDate;
  @Col(calendarDate()) dueOn!: CalendarDate;
  @Col(calendarDate()) closesOn!: CalendarDate;
  @Col(shortText(10, { nullable: true })) gapMonths!: string | null;
  @Col(longText()) reason!: string;
  @Col(instant()) proposedAt!: Instant;
  @Col(instant({ nullable: true })) approvedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) approvedBy!: PersonId | null;
  @Col(shortText(500, { nullable: true })) overrideReason!: string | null;
  @Col(reference('person', { nullable: true })) overrideBy!: PersonId | null;
  @Col(instant({ nullable: true })) openedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) openedBy!: PersonId | null;
  @Col(instant({ nullable: true })) closedAt!: Instant | null;
  @Col(longText({ nullable: true })) ledger!: string | null;
}
