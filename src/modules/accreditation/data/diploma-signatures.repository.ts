import { Injectable } from '@nestjs/common';
import type { DiplomaId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { SignatureRow } from './diploma-signature.entity';

@Injectable()
export class DiplomaSignatures {
  constructor(private readonly db: Database) {}

  of(diplomaId: DiplomaId): Promise<SignatureRow | null> {
    return this.db.row(sql`SELECT * FROM diploma_signature WHERE diploma_id = ${diplomaId}`);
  }

  /** False where somebody else signed it first. */
  async keep(signature: SignatureRow): Promise<boolean> {
    return (await this.db.insert('diploma_signature', [signature], 'nothing')) === 1;
  }

  /** Of a file that is no longer drawn as it was signed. */
  async forget(id: SignatureRow['id']): Promise<void> {
    await this.db.execute(sql`DELETE FROM diploma_signature WHERE id = ${id}`);
  }
}
