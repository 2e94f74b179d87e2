import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { id, instant, longText, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('company')
export class CompanyEntity {
  @Col(id()) id!: 'company';
  @Col(shortText(200)) name!: string;
  @Col(shortText(60)) timeZone!: string;
  @Col(shortText(2)) country!: string;
  @Col(shortText(5)) language!: Locale;
  @Col(wholeNumber()) hue!: number;
  @Col(shortText(40, { nullable: true })) logoType!: string | null;
  /** Base64. */
  @Col(longText({ nullable: true })) logo!: string | null;
  @Col(instant()) setUpAt!: Instant;
}
