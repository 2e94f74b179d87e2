import { Inject, Injectable } from '@nestjs/common';
import { Backups } from './backups';
import type { Connections } from './connections';
import { CONNECTIONS } from './tokens';

export interface Migrated {
  readonly applied: readonly string[];
  /** Where the database was copied before it changed; null when nothing had to change or nothing was there yet. */
  readonly backup: string | null;
}

/** Brings the tables up to this release. Forward only; an SQLite file is copied aside first. */
@Injectable()
export class Migrator {
  constructor(
    @Inject(CONNECTIONS) private readonly connections: Connections,
    private readonly backups: Backups,
  ) {}

  async migrate(): Promise<Migrated> {
    const { writer } = this.connections;
    const runner = writer.createQueryRunner();
    const existed = await runner.hasTable('migrations');
    const before = existed ? await writer.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id') : [];
    const pending = writer.migrations.filter((migration) => !before.some(({ name }) => name === migration.name));
    if (pending.length === 0) return { applied: [], backup: null };
    const backup = existed ? await this.backups.beforeMigration(pending[0]?.name ?? 'migration') : null;
    const applied = await writer.runMigrations();
    return { applied: applied.map(({ name }) => name), backup };
  }
}
