import type { CalendarDate } from '#kernel/calendar-date';
import type { JoiningRequestId, PersonId, PosterId, SiteId, SupplierId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { calendarDate, id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { JoiningRequest, Poster } from '../domain/joining-request';

/** The code that a poster on the wall leads to; without a site it is the whole company's. */
@StoredIn('site_poster', { unique: [['code']], indexes: [['site_id']] })
export class SitePosterEntity implements Poster {
  @Col(id()) id!: PosterId;
  @Col(reference('site', { nullable: true })) siteId!: SiteId | null;
  @Col(shortText(40)) code!: string;
  @Col(instant()) createdAt!: Instant;
  @Col(reference('person', { nullable: true })) createdBy!: PersonId | null;
  @Col(instant({ nullable: true })) revokedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) revokedBy!: PersonId | null;
}

@StoredIn('joining_request', { indexes: [['state', 'asked_at'], ['person_id'], ['supplier_id']] })
export class JoiningRequestEntity implements JoiningRequest {
  @Col(id()) id!: JoiningRequestId;
  @Col(shortText(20)) source!: JoiningRequest['source'];
  @Col(shortText(10)) kind!: JoiningRequest['kind'];
  @Col(reference('site', { nullable: true })) siteId!: SiteId | null;
  @Col(reference('supplier', { nullable: true })) supplierId!: SupplierId | null;
  /** Who leaves; or who it turned out to be. */
  @Col(reference('person', { nullable: true })) personId!: PersonId | null;
  @Col(shortText(200)) givenName!: string;
  @Col(shortText(200)) familyName!: string;
  @Col(shortText(20)) employerKind!: JoiningRequest['employerKind'];
  @Col(shortText(200, { nullable: true })) employer!: string | null;
  @Col(shortText(60, { nullable: true })) personCode!: string | null;
  @Col(shortText(40, { nullable: true })) nationalId!: string | null;
  @Col(shortText(40, { nullable: true })) phone!: string | null;
  @Col(shortText(200, { nullable: true })) team!: string | null;
  @Col(shortText(200, { nullable: true })) jobTitle!: string | null;
  @Col(shortText(200, { nullable: true })) manager!: string | null;
  @Col(shortText(5)) language!: Locale;
  @Col(calendarDate({ nullable: true })) fromOn!: CalendarDate | null;
  @Col(calendarDate({ nullable: true })) lastOn!: CalendarDate | null;
  @Col(instant()) askedAt!: Instant;
  @Col(reference('person', { nullable: true })) askedBy!: PersonId | null;
  @Col(shortText(12)) state!: JoiningRequest['state'];
  @Col(instant({ nullable: true })) decidedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) decidedBy!: PersonId | null;
  @Col(shortText(500, { nullable: true })) reason!: string | null;
}
