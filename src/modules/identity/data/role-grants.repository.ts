import { Injectable } from '@nestjs/common';
import type { Role } from '#kernel/context';
import { newId, type PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { type Sql, sql } from '#platform/database/sql';
import type { Grant, NamedGrant } from '../domain/grant';

@Injectable()
export class RoleGrants {
  constructor(private readonly db: Database) {}

  of(personId: PersonId): Promise<NamedGrant[]> {
    return this.db.rows(sql`
      SELECT DISTINCT g.role, g.supplier_id, s.name AS supplier FROM role_grant g LEFT JOIN supplier s ON s.id = g.supplier_id
      WHERE g.person_id = ${personId} AND g.revoked_at IS NULL ORDER BY g.role, s.name`);
  }

  async add(personId: PersonId, { role, supplierId }: Grant, now: Instant, by: PersonId | null): Promise<void> {
    await this.db.insert('role_grant', [{ id: newId(), personId, role, supplierId, grantedAt: now, grantedBy: by, revokedAt: null }]);
  }

  revoke(personId: PersonId, grant: Grant, now: Instant): Promise<number> {
    return this.db.execute(sql`UPDATE role_grant SET revoked_at = ${now} WHERE person_id = ${personId} AND ${open(grant)}`);
  }

  async holders(role: Role): Promise<PersonId[]> {
    const rows = await this.db.rows<{ personId: PersonId }>(
      sql`SELECT DISTINCT person_id FROM role_grant WHERE role = ${role} AND revoked_at IS NULL`,
    );
    return rows.map(({ personId }) => personId);
  }

  /** Holds every such grant until the unit of work ends: two people cannot take it from each other at once. */
  async holdersWhileLocked(grant: Grant): Promise<PersonId[]> {
    await this.db.execute(sql`UPDATE role_grant SET role = role WHERE ${open(grant)}`);
    const rows = await this.db.rows<{ personId: PersonId }>(sql`SELECT DISTINCT person_id FROM role_grant WHERE ${open(grant)}`);
    return rows.map(({ personId }) => personId);
  }
}

function open({ role, supplierId }: Grant): Sql {
  const about = supplierId === null ? sql`supplier_id IS NULL` : sql`supplier_id = ${supplierId}`;
  return sql`role = ${role} AND ${about} AND revoked_at IS NULL`;
}
