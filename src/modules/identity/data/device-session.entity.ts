import type { Id, PersonId, SharedDeviceId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Somebody at a shared device, for minutes. */
@StoredIn('device_session', { unique: [['token_hash']], indexes: [['device_id'], ['person_id'], ['seen_at']] })
export class DeviceSessionEntity {
  @Col(id()) id!: Id<'device-session'>;
  @Col(shortText(64)) tokenHash!: string;
  @Col(reference('shared_device')) deviceId!: SharedDeviceId;
  @Col(reference('person')) personId!: PersonId;
  /** 1 once the page's script has said that it watches for hands. */
  @Col(wholeNumber()) watched!: number;
  @Col(instant()) createdAt!: Instant;
  @Col(instant()) seenAt!: Instant;
}
