import type { CalendarDate } from '#kernel/calendar-date';
import type { ExemptionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Exemption, ExemptionReason } from '../domain/exemption';

@StoredIn('exemption', { indexes: [['person_id', 'round_id'], ['until_on']] })
export class ExemptionEntity implements Exemption {
  @Col(id()) id!: ExemptionId;
  @Col(reference('person')) personId!: PersonId;
  @Col(reference('round')) roundId!: RoundId;
  @Col(shortText(30)) reasonCode!: ExemptionReason;
  @Col(shortText(500)) evidence!: string;
  @Col(calendarDate()) fromOn!: CalendarDate;
  @Col(calendarDate({ nullable: true })) untilOn!: CalendarDate | null;
  @Col(instant()) grantedAt!: Instant;
  @Col(reference('person', { nullable: true })) grantedBy!: PersonId | null;
  @Col(instant({ nullable: true })) revokedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) revokedBy!: PersonId | null;
}
