import { join, likePattern, raw, sql, type Sql } from '#platform/database/sql';
import type { PeopleFilter } from '../domain/people-filter';

/** Of `everybodyOf` those who belong where a filter says and are called so; where they stand is asked of what `placeOn` answered. */
export function belongingTo(filter: PeopleFilter): Sql {
  const conditions = [
    belongsTo(raw('e.team_id'), filter.team),
    belongsTo(raw('e.supplier_id'), filter.supplier),
    belongsTo(raw('e.site_id'), filter.site),
    belongsTo(raw('e.kind'), filter.kind),
    filter.search === '' ? null : sql`p.search_key LIKE ${likePattern(filter.search)} ESCAPE '\\'`,
  ].filter((condition) => condition !== null);
  return conditions.length === 0 ? raw('') : sql`AND ${join(conditions, ' AND ')}`;
}

export function standingAt({ place }: PeopleFilter): Sql {
  return place === null ? raw('') : sql`WHERE placed.place = ${place}`;
}

function belongsTo(column: Sql, value: string | null): Sql | null {
  if (value === null) return null;
  return value === '' ? sql`${column} IS NULL` : sql`${column} = ${value}`;
}
