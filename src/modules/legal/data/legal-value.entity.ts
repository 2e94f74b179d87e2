import type { CalendarDate } from '#kernel/calendar-date';
import type { Id, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Scope } from '../domain/pack';

/** A pack that the company uses, for what is completed from that day on. */
@StoredIn('legal_pack', { unique: [['pack']] })
export class LegalPackEntity {
  @Col(id()) id!: Id<'legal-pack'>;
  @Col(shortText(40)) pack!: string;
  @Col(calendarDate()) inUseFrom!: CalendarDate;
  @Col(instant()) setAt!: Instant;
}

/** Of an employer (`company`, or a supplier's id) or of a unit. */
@StoredIn('legal_value', { unique: [['pack', 'scope', 'subject', 'field']] })
export class LegalValueEntity {
  @Col(id()) id!: Id<'legal-value'>;
  @Col(shortText(40)) pack!: string;
  @Col(shortText(10)) scope!: Exclude<Scope, 'person'>;
  @Col(shortText(80)) subject!: string;
  @Col(shortText(40)) field!: string;
  @Col(shortText(300)) value!: string;
  @Col(instant()) setAt!: Instant;
}

@StoredIn('legal_person_value', { unique: [['person_id', 'pack', 'field']] })
export class LegalPersonValueEntity {
  @Col(id()) id!: Id<'legal-person-value'>;
  @Col(shortText(40)) pack!: string;
  @Col(reference('person')) personId!: PersonId;
  @Col(shortText(40)) field!: string;
  @Col(shortText(300)) value!: string;
  @Col(instant()) setAt!: Instant;
}
