import { Injectable } from '@nestjs/common';
import type { Role } from '#kernel/context';
import { newId, type PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

@Injectable()
export class RoleGrants {
  constructor(private readonly db: Database) {}

  async rolesOf(personId: PersonId): Promise<Role[]> {
    const rows = await this.db.rows<{ role: Role }>(
      sql`SELECT DISTINCT role FROM role_grant WHERE person_id = ${personId} AND revoked_at IS NULL ORDER BY role`,
    );
    return rows.map(({ role }) => role);
  }

  async add(personId: PersonId, role: Role, now: Instant, by: PersonId | null): Promise<void> {
    await this.db.insert('role_grant', [{ id: newId(), personId, role, grantedAt: now, grantedBy: by, revokedAt: null }]);
  }

  revoke(personId: PersonId, role: Role, now: Instant): Promise<number> {
    return this.db.execute(
      sql`UPDATE role_grant SET revoked_at = ${now} WHERE person_id = ${personId} AND role = ${role} AND revoked_at IS NULL`,
    );
  }

  /** Holds every grant of the role until the unit of work ends: two people cannot take it from each other at once. */
  async holdersWhileLocked(role: Role): Promise<PersonId[]> {
    await this.db.execute(sql`UPDATE role_grant SET role = role WHERE role = ${role} AND revoked_at IS NULL`);
    const rows = await this.db.rows<{ personId: PersonId }>(
      sql`SELECT DISTINCT person_id FROM role_grant WHERE role = ${role} AND revoked_at IS NULL`,
    );
    return rows.map(({ personId }) => personId);
  }
}
