import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { list, type Sql, sql } from '#platform/database/sql';
import { isLocked, lockedUntil, type SecretKind } from '../domain/lock-out';

export interface Account {
  readonly personId: PersonId;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly language: Locale;
  readonly passwordHash: string | null;
  readonly pinHash: string | null;
}

export const hasAccess = ({ passwordHash, pinHash }: Account): boolean => passwordHash !== null || pinHash !== null;

/** What somebody typed to say who they are. */
export type Identifier = { readonly email: string } | { readonly codeKey: string } | { readonly personId: PersonId };

@Injectable()
export class Credentials {
  constructor(private readonly db: Database) {}

  account(identifier: Identifier): Promise<Account | null> {
    return this.db.row(sql`${ACCOUNTS} AND ${whereOf(identifier)}`);
  }

  /** In the order of their names. */
  async accounts(personIds: readonly PersonId[]): Promise<Account[]> {
    const found: Account[] = [];
    for (let from = 0; from < personIds.length; from += 500) {
      found.push(...(await this.db.rows<Account>(sql`${ACCOUNTS} AND p.id IN (${list(personIds.slice(from, from + 500))})`)));
    }
    return found.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'es'));
  }

  /**
   * Books a try before the secret is looked at, so that fifty at once are fifty tries and not one. Null when it is free to go on;
   * otherwise until when nobody may try. The row stays locked until the unit of work ends.
   */
  async bookTry(personId: PersonId, kind: SecretKind, now: Instant): Promise<Instant | null> {
    const booked = await this.db.execute(
      sql`UPDATE credential SET failures = failures + 1 WHERE id = ${personId} AND (locked_until IS NULL OR locked_until <= ${now})`,
    );
    const found = await this.db.row<{ failures: number; lockedUntil: Instant | null }>(
      sql`SELECT failures, locked_until FROM credential WHERE id = ${personId}`,
    );
    if (!found) return null;
    if (booked === 0) return isLocked(found.lockedUntil, now) ? found.lockedUntil : null;
    const until = lockedUntil(kind, found.failures, now);
    if (until !== null) await this.db.execute(sql`UPDATE credential SET locked_until = ${until} WHERE id = ${personId}`);
    return null;
  }

  async forgive(personId: PersonId): Promise<void> {
    await this.db.execute(sql`UPDATE credential SET failures = 0, locked_until = NULL WHERE id = ${personId} AND failures > 0`);
  }

  /** The new secret stands alone: the other kind, and every failure, are gone. */
  async replace(personId: PersonId, kind: SecretKind, hash: string, now: Instant): Promise<void> {
    const passwordHash = kind === 'password' ? hash : null;
    const pinHash = kind === 'pin' ? hash : null;
    await this.db.execute(sql`
      INSERT INTO credential (id, password_hash, pin_hash, failures, locked_until, changed_at)
      VALUES (${personId}, ${passwordHash}, ${pinHash}, 0, NULL, ${now})
      ON CONFLICT (id) DO UPDATE SET password_hash = excluded.password_hash, pin_hash = excluded.pin_hash,
        failures = 0, locked_until = NULL, changed_at = excluded.changed_at`);
  }

  /** Nobody gets in with the old secret any more. */
  async withdraw(personId: PersonId, now: Instant): Promise<void> {
    await this.db.execute(
      sql`UPDATE credential SET password_hash = NULL, pin_hash = NULL, failures = 0, locked_until = NULL, changed_at = ${now} WHERE id = ${personId}`,
    );
  }
}

/** Those who stand for themselves: a record that was merged into another opens nothing. */
const ACCOUNTS = sql`
  SELECT p.id AS person_id, p.person_code, p.given_name, p.family_name, p.email, p.language, c.password_hash, c.pin_hash
  FROM person p LEFT JOIN credential c ON c.id = p.id WHERE p.merged_into_id IS NULL`;

const nameOf = ({ familyName, givenName }: Account): string => `${familyName} ${givenName}`;

function whereOf(identifier: Identifier): Sql {
  if ('email' in identifier) return sql`p.email = ${identifier.email}`;
  if ('codeKey' in identifier) return sql`p.code_key = ${identifier.codeKey}`;
  return sql`p.id = ${identifier.personId}`;
}
