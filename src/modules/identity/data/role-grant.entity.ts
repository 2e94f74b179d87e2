import type { Role } from '#kernel/context';
import type { Id, PersonId, SupplierId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('role_grant', { indexes: [['person_id']] })
export class RoleGrantEntity {
  @Col(id()) id!: Id<'role-grant'>;
  @Col(reference('person')) personId!: PersonId;
  @Col(shortText(20)) role!: Role;
  /** Whose people a coordinator sees; null for every other role. */
  @Col(reference('supplier', { nullable: true })) supplierId!: SupplierId | null;
  @Col(instant()) grantedAt!: Instant;
  @Col(reference('person', { nullable: true })) grantedBy!: PersonId | null;
  @Col(instant({ nullable: true })) revokedAt!: Instant | null;
}
