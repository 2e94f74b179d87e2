import { Injectable } from '@nestjs/common';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { KeyUse, SigningKeyEntity } from './signing-key.entity';

@Injectable()
export class SigningKeyRows {
  constructor(private readonly db: Database) {}

  inUse(use: KeyUse): Promise<SigningKeyEntity | null> {
    return this.db.row(sql`SELECT * FROM signing_key WHERE in_use = ${use}`);
  }

  byId(id: string): Promise<SigningKeyEntity | null> {
    return this.db.row(sql`SELECT * FROM signing_key WHERE id = ${id}`);
  }

  all(): Promise<SigningKeyEntity[]> {
    return this.db.rows(sql`SELECT * FROM signing_key ORDER BY id`);
  }

  /** False when another process was first. */
  async add(key: SigningKeyEntity): Promise<boolean> {
    return (await this.db.insert('signing_key', [key], 'nothing')) === 1;
  }

  retire(use: KeyUse, now: Instant): Promise<number> {
    return this.db.execute(sql`UPDATE signing_key SET in_use = NULL, retired_at = ${now} WHERE in_use = ${use}`);
  }
}
