import { Injectable } from '@nestjs/common';
import type { DiplomaDesignId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { DesignContent, DiplomaDesign } from '../domain/diploma-design';
import type { DiplomaDesignEntity } from './diploma-design.entity';

@Injectable()
export class Designs {
  constructor(private readonly db: Database) {}

  async byId(id: DiplomaDesignId): Promise<DiplomaDesign | null> {
    return designOf(await this.db.row<DiplomaDesignEntity>(sql`SELECT * FROM diploma_design WHERE id = ${id}`));
  }

  /** The one that is approved and not retired. */
  async inUse(): Promise<DiplomaDesign | null> {
    return designOf(
      await this.db.row<DiplomaDesignEntity>(
        sql`SELECT * FROM diploma_design WHERE approved_at IS NOT NULL AND retired_at IS NULL ORDER BY number DESC LIMIT 1`,
      ),
    );
  }

  async add({ signatories, wording, ...rest }: Omit<DiplomaDesign, 'number'>): Promise<number> {
    const last = await this.db.row<{ number: number | null }>(sql`SELECT MAX(number) AS number FROM diploma_design`);
    const number = (last?.number ?? 0) + 1;
    await this.db.insert('diploma_design', [
      { ...rest, number, signatories: JSON.stringify(signatories), wording: JSON.stringify(wording) },
    ]);
    return number;
  }

  /** False where it is no draft any more. */
  async change(id: DiplomaDesignId, { template, paper, hue, logoHash, sealHash, signatories, wording }: DesignContent): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma_design SET template = ${template}, paper = ${paper}, hue = ${hue}, logo_hash = ${logoHash}, seal_hash = ${sealHash},
        signatories = ${JSON.stringify(signatories)}, wording = ${JSON.stringify(wording)}
      WHERE id = ${id} AND approved_at IS NULL AND retired_at IS NULL`);
    return changed === 1;
  }

  /** False where it is no draft any more. The one in use until now is retired. */
  async approve(id: DiplomaDesignId, by: PersonId | null, at: Instant): Promise<boolean> {
    const approved = await this.db.execute(
      sql`UPDATE diploma_design SET approved_at = ${at}, approved_by = ${by} WHERE id = ${id} AND approved_at IS NULL AND retired_at IS NULL`,
    );
    if (approved === 0) return false;
    await this.db.execute(
      sql`UPDATE diploma_design SET retired_at = ${at} WHERE id <> ${id} AND approved_at IS NOT NULL AND retired_at IS NULL`,
    );
    return true;
  }

  /** False where it is no draft any more. */
  async discard(id: DiplomaDesignId, at: Instant): Promise<boolean> {
    const discarded = await this.db.execute(
      sql`UPDATE diploma_design SET retired_at = ${at} WHERE id = ${id} AND approved_at IS NULL AND retired_at IS NULL`,
    );
    return discarded === 1;
  }
}

function designOf(row: DiplomaDesignEntity | null): DiplomaDesign | null {
  if (row === null) return null;
  const { signatories, wording, ...rest } = row;
  return {
    ...rest,
    signatories: JSON.parse(signatories) as DiplomaDesign['signatories'],
    wording: JSON.parse(wording) as DiplomaDesign['wording'],
  };
}
