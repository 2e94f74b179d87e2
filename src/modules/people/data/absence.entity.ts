import type { CalendarDate } from '#kernel/calendar-date';
import type { AbsenceId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Absence, AbsenceKind } from '../domain/absence';

@StoredIn('absence', { indexes: [['person_id'], ['until_on']] })
export class AbsenceEntity implements Absence {
  @Col(id()) id!: AbsenceId;
  @Col(reference('person')) personId!: PersonId;
  @Col(shortText(20)) kind!: AbsenceKind;
  @Col(calendarDate()) fromOn!: CalendarDate;
  @Col(calendarDate()) untilOn!: CalendarDate;
  @Col(instant()) recordedAt!: Instant;
  @Col(reference('person', { nullable: true })) recordedBy!: PersonId | null;
  @Col(instant({ nullable: true })) cancelledAt!: Instant | null;
  @Col(reference('person', { nullable: true })) cancelledBy!: PersonId | null;
}
