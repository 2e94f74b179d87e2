import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';
import type { Known } from '../domain/bulk-acceptance';

export interface Suggestions {
  readonly teams: readonly string[];
  readonly sites: readonly string[];
  readonly suppliers: readonly string[];
  /** Whoever somebody names as manager today. */
  readonly managers: readonly { readonly code: string; readonly name: string }[];
}

/** What the forms of the roster suggest while one types. */
@Injectable()
export class ChoicesReadModel {
  constructor(private readonly db: Database) {}

  async suggestions(today: CalendarDate): Promise<Suggestions> {
    const [teams, sites, suppliers, managers] = await Promise.all([
      this.names('team'),
      this.names('site'),
      this.names('supplier'),
      this.db.rows<{ code: string; name: string }>(sql`
        SELECT p.person_code AS code, p.given_name || ' ' || p.family_name AS name FROM person p
        WHERE p.merged_into_id IS NULL AND p.id IN (
          SELECT manager_id FROM engagement WHERE manager_id IS NOT NULL AND from_on <= ${today} AND (until_on IS NULL OR until_on > ${today}))
        ORDER BY p.search_key LIMIT ${MANY}`),
    ]);
    return { teams, sites, suppliers, managers };
  }

  /** All of them: what is not among these is new. */
  async known(): Promise<Known> {
    const [suppliers, teams] = await Promise.all([this.names('supplier', null), this.names('team', null)]);
    return { suppliers, teams };
  }

  private async names(table: 'team' | 'site' | 'supplier', most: number | null = MANY): Promise<string[]> {
    const tables = { team: sql`SELECT name FROM team`, site: sql`SELECT name FROM site`, supplier: sql`SELECT name FROM supplier` };
    return (await this.db.rows<{ name: string }>(sql`${tables[table]} ORDER BY name_key ${most === null ? raw('') : sql`LIMIT ${most}`}`)).map(({ name }) => name);
  }
}

/** More than this no list that opens while typing helps with. */
const MANY = 1000;
