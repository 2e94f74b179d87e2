import type { PersonId, SharedDeviceId, SiteId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('shared_device', { unique: [['pairing_hash'], ['token_hash']] })
export class SharedDeviceEntity {
  @Col(id()) id!: SharedDeviceId;
  @Col(shortText(80)) name!: string;
  @Col(reference('site', { nullable: true })) siteId!: SiteId | null;
  /** Of the code that pairs it, while one is open. */
  @Col(shortText(64, { nullable: true })) pairingHash!: string | null;
  @Col(instant({ nullable: true })) pairingUntil!: Instant | null;
  @Col(shortText(64, { nullable: true })) tokenHash!: string | null;
  @Col(instant()) createdAt!: Instant;
  @Col(reference('person', { nullable: true })) createdBy!: PersonId | null;
  @Col(instant({ nullable: true })) pairedAt!: Instant | null;
  /** Who made the code with which it was paired. */
  @Col(reference('person', { nullable: true })) pairedBy!: PersonId | null;
  @Col(instant({ nullable: true })) lastSeenAt!: Instant | null;
  @Col(instant({ nullable: true })) revokedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) revokedBy!: PersonId | null;
}
