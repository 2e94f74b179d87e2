import type { CalendarDate } from '#kernel/calendar-date';
import type { CompletionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { PaperId } from '../domain/paper';

@StoredIn('legal_paper', {
  unique: [['completion_id', 'pack', 'issue']],
  indexes: [['person_id'], ['pack', 'superseded_at', 'delivered_on']],
})
export class LegalPaperEntity {
  @Col(id()) id!: PaperId;
  @Col(shortText(40)) pack!: string;
  @Col(reference('completion')) completionId!: CompletionId;
  @Col(reference('person')) personId!: PersonId;
  @Col(wholeNumber()) issue!: number;
  /** A `PaperContent`, as JSON. */
  @Col(longText()) content!: string;
  @Col(instant()) issuedAt!: Instant;
  @Col(calendarDate()) dueOn!: CalendarDate;
  @Col(calendarDate({ nullable: true })) deliveredOn!: CalendarDate | null;
  @Col(instant({ nullable: true })) supersededAt!: Instant | null;
}

export type PaperRow = Pick<LegalPaperEntity, keyof LegalPaperEntity>;
