import type { CalendarDate } from '#kernel/calendar-date';
import type { EngagementId, PersonId, SiteId, SupplierId, TeamId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Engagement, EngagementKind } from '../domain/person';

@StoredIn('engagement', { indexes: [['person_id'], ['manager_id'], ['team_id'], ['supplier_id'], ['from_on', 'until_on']] })
export class EngagementEntity implements Engagement {
  @Col(id()) id!: EngagementId;
  @Col(reference('person')) personId!: PersonId;
  @Col(shortText(20)) kind!: EngagementKind;
  @Col(reference('supplier', { nullable: true })) supplierId!: SupplierId | null;
  @Col(reference('team', { nullable: true })) teamId!: TeamId | null;
  @Col(reference('site', { nullable: true })) siteId!: SiteId | null;
  @Col(shortText(200, { nullable: true })) jobTitle!: string | null;
  @Col(reference('person', { nullable: true })) managerId!: PersonId | null;
  @Col(calendarDate()) fromOn!: CalendarDate;
  @Col(calendarDate({ nullable: true })) untilOn!: CalendarDate | null;
  /** Null for those that were there before anybody noted it. */
  @Col(instant({ nullable: true })) recordedAt!: Instant | null;
}
