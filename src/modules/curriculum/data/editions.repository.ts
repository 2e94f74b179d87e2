import { Injectable } from '@nestjs/common';
import { type EditionId, newId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Edition } from '../domain/edition';
import type { EditionEntity } from './edition.entity';

export type NewEdition = Omit<EditionEntity, 'number'>;

export interface NewImage {
  readonly file: string;
  readonly content: string;
}

@Injectable()
export class Editions {
  constructor(private readonly db: Database) {}

  /** Gives the unit its next number, or returns null because this very content is there already. The unique indexes decide, however many publish at once. */
  async add(edition: NewEdition, images: readonly NewImage[]): Promise<number | null> {
    for (;;) {
      if (await this.withContent(edition.unit, edition.contentHash)) return null;
      const number = ((await this.latest(edition.unit))?.number ?? 0) + 1;
      if ((await this.db.insert('edition', [{ ...edition, number }], 'nothing')) === 0) continue;
      await this.db.insert(
        'edition_image',
        images.map((image) => ({ id: newId(), editionId: edition.id, ...image })),
      );
      return number;
    }
  }

  withContent(unit: string, contentHash: string): Promise<Edition | null> {
    return this.db.row(sql`SELECT ${HEAD} FROM edition WHERE unit = ${unit} AND content_hash = ${contentHash}`);
  }

  latest(unit: string): Promise<Edition | null> {
    return this.db.row(sql`SELECT ${HEAD} FROM edition WHERE unit = ${unit} ORDER BY number DESC LIMIT 1`);
  }

  /** Newest first, without their content. */
  all(): Promise<Edition[]> {
    return this.db.rows(sql`SELECT ${HEAD} FROM edition ORDER BY unit, number DESC`);
  }

  whole(id: EditionId): Promise<EditionEntity | null> {
    return this.db.row(sql`SELECT * FROM edition WHERE id = ${id}`);
  }

  async image(editionId: string, file: string): Promise<string | null> {
    const found = await this.db.row<{ content: string }>(
      sql`SELECT content FROM edition_image WHERE edition_id = ${editionId} AND file = ${file}`,
    );
    return found?.content ?? null;
  }
}

const HEAD = sql`id, unit, number, content_hash, title_es, title_en, published_at`;
