import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { problemWithCopy } from './connect-sqlite';
import type { Connections } from './connections';
import { CONNECTIONS } from './tokens';

/** Copies of an embedded database. A PostgreSQL server has tools of its own. */
@Injectable()
export class Backups {
  constructor(
    @Inject(CONNECTIONS) private readonly connections: Connections,
    private readonly config: Config,
  ) {}

  /** False where the database is not a file. */
  write(file: string): Promise<boolean> {
    return this.connections.copyTo(file);
  }

  /** The copy made before a migration: its path, or null where none was made. */
  async beforeMigration(name: string): Promise<string | null> {
    const file = join(this.config.dataDir, 'backups', `before-${name}.db`);
    if (existsSync(file)) return file;
    return (await this.write(file)) ? file : null;
  }

  static problemWith(file: string): string | null {
    return problemWithCopy(file);
  }
}
