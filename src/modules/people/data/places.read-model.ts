import { Injectable } from '@nestjs/common';
import type { SiteId, SupplierId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

export interface NamedPlace<PlaceId> {
  readonly id: PlaceId;
  readonly name: string;
}

/** The suppliers and sites that other modules offer to choose from. */
@Injectable()
export class PlacesReadModel {
  constructor(private readonly db: Database) {}

  suppliers(): Promise<NamedPlace<SupplierId>[]> {
    return this.db.rows(sql`SELECT id, name FROM supplier ORDER BY name_key`);
  }

  sites(): Promise<NamedPlace<SiteId>[]> {
    return this.db.rows(sql`SELECT id, name FROM site ORDER BY name_key`);
  }
}
