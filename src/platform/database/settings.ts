import { Injectable } from '@nestjs/common';
import { Database } from './database';
import { sql } from './sql';

/** Small things that must survive a restart and have no table of their own. */
@Injectable()
export class Settings {
  constructor(private readonly db: Database) {}

  async read(key: string): Promise<string | null> {
    return (await this.db.row<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${key}`))?.value ?? null;
  }

  async write(key: string, value: string): Promise<void> {
    await this.db.execute(
      sql`INSERT INTO setting (key, value) VALUES (${key}, ${value}) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
  }
}
