import type { SiteId, SupplierId, TeamId } from '#kernel/id';
import { id, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

// Where people belong. `nameKey` is the name without accents or case: two spellings are one place.

@StoredIn('supplier', { unique: [['name_key']] })
export class SupplierEntity {
  @Col(id()) id!: SupplierId;
  @Col(shortText(200)) name!: string;
  @Col(shortText(200)) nameKey!: string;
  @Col(shortText(40, { nullable: true })) taxId!: string | null;
}

@StoredIn('team', { unique: [['name_key']] })
export class TeamEntity {
  @Col(id()) id!: TeamId;
  @Col(shortText(200)) name!: string;
  @Col(shortText(200)) nameKey!: string;
}

@StoredIn('site', { unique: [['name_key']] })
export class SiteEntity {
  @Col(id()) id!: SiteId;
  @Col(shortText(200)) name!: string;
  @Col(shortText(200)) nameKey!: string;
}
