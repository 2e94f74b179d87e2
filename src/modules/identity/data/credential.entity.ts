import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Its id is the person's. */
@StoredIn('credential')
export class CredentialEntity {
  @Col(id()) id!: PersonId;
  @Col(shortText(200, { nullable: true })) passwordHash!: string | null;
  @Col(shortText(200, { nullable: true })) pinHash!: string | null;
  @Col(wholeNumber()) failures!: number;
  @Col(instant({ nullable: true })) lockedUntil!: Instant | null;
  @Col(instant()) changedAt!: Instant;
}
