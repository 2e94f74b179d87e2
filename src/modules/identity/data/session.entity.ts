import type { Id, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('session', { unique: [['token_hash']], indexes: [['person_id'], ['expires_at']] })
export class SessionEntity {
  @Col(id()) id!: Id<'session'>;
  @Col(shortText(64)) tokenHash!: string;
  @Col(reference('person')) personId!: PersonId;
  @Col(instant()) createdAt!: Instant;
  @Col(instant()) seenAt!: Instant;
  @Col(instant()) expiresAt!: Instant;
}
