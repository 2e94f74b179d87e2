import { Injectable } from '@nestjs/common';
import { type DiplomaId, newId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

/** The files that were handed out of diplomas, by their digests. */
@Injectable()
export class DiplomaFiles {
  constructor(private readonly db: Database) {}

  async has(diplomaId: DiplomaId, digest: string): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM diploma_file WHERE diploma_id = ${diplomaId} AND digest = ${digest}`)) !== null;
  }

  async remember(diplomaId: DiplomaId, digest: string, handedOutAt: Instant): Promise<void> {
    await this.db.insert('diploma_file', [{ id: newId(), diplomaId, digest, handedOutAt }], 'nothing');
  }
}
