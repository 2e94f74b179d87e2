import type { EmailAddress } from '#kernel/email-address';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Person } from '../domain/person';

@StoredIn('person', { unique: [['code_key'], ['email']], indexes: [['search_key'], ['merged_into_id']] })
export class PersonEntity implements Person {
  @Col(id()) id!: PersonId;
  @Col(shortText(60)) personCode!: string;
  @Col(shortText(60)) codeKey!: string;
  @Col(shortText(200)) givenName!: string;
  @Col(shortText(200)) familyName!: string;
  @Col(shortText(254, { nullable: true })) email!: EmailAddress | null;
  @Col(shortText(40, { nullable: true })) phone!: string | null;
  @Col(shortText(40, { nullable: true })) nationalId!: string | null;
  @Col(wholeNumber({ nullable: true })) birthYear!: number | null;
  @Col(shortText(5)) language!: Locale;
  @Col(reference('person', { nullable: true })) mergedIntoId!: PersonId | null;
  @Col(shortText(700)) searchKey!: string;
  @Col(instant()) createdAt!: Instant;
}
