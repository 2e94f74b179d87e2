import { dueAsOf, hasOwnTime, knownBefore } from '#modules/programme';
import { join, list, raw, type Sql, sql } from '#platform/database/sql';
import type { RoundDay } from '../domain/round-day';
import type { Whose } from '../domain/whose';

/**
 * Everybody of a round on a day, once each: `p` the person, `e` the engagement that places them in the organisation on that day
 * (the present one; for somebody who left, the last), `a` the assignment. Somebody without `a` is missing; without `e`, a stray.
 * An assignment that was withdrawn, because its person never was on the roster, counts nowhere; nor does, on a day of the past,
 * that of somebody who came only later. Of somebody who works in two places at once, a supplier's page shows the supplier's.
 */
export function everybodyOf(day: RoundDay, whose: Whose | null = null): Sql {
  return sql`
    FROM person p
    LEFT JOIN engagement e ON e.id = (
      SELECT x.id FROM engagement x
      WHERE x.person_id = p.id AND ${onTheRoster(day)}
      ORDER BY CASE WHEN x.until_on IS NULL OR x.until_on > ${day.on} THEN 0 ELSE 1 END, ${theirsFirst(whose)} x.from_on DESC, x.id DESC LIMIT 1)
    LEFT JOIN assignment a ON a.round_id = ${day.id} AND a.person_id = p.id
    WHERE (e.id IS NOT NULL OR (a.id IS NOT NULL AND a.left_on IS NULL ${notLater(day)}))`;
}

/** Whoever comes only after the day is not astray on it. */
function notLater(day: RoundDay): Sql {
  return sql`AND NOT EXISTS (SELECT 1 FROM engagement later
      WHERE later.person_id = p.id AND later.from_on > ${day.on} AND (later.until_on IS NULL OR later.until_on > later.from_on))`;
}

/** For the order in which one of several engagements is chosen. */
export function theirsFirst(whose: Whose | null): Sql {
  return whose?.kind === 'suppliers' ? sql`CASE WHEN x.supplier_id IN (${list(whose.supplierIds)}) THEN 0 ELSE 1 END,` : raw('');
}

/**
 * Everybody on the roster of a round on a day, counted by team, supplier, site or kind and by place: what `everybodyOf` and `placeOn`
 * say of each, in one walk over the engagements. The last engagement is found by its text (here or not, first day, id, and then what is
 * asked for), which costs less than looking it up for each person; of whoever has a single one nothing is cut out of it. `assigned` counts whose assignment is not closed. The limit is no
 * limit: it keeps SQLite from folding the two selects into one, where it would sort whole assignments instead of what is counted.
 */
export function countedBy(bucket: Sql, day: RoundDay): Sql {
  return sql`
    SELECT bucket, place, COUNT(*) AS people, COUNT(*) AS on_roster, SUM(assigned) AS assigned FROM (
      SELECT CASE WHEN p.engagements = 1 THEN p.only ELSE SUBSTR(p.last, 48) END AS bucket, ${placeWhere(day, raw('1 = 1'), raw("p.last < '1'"))} AS place,
        CASE WHEN a.id IS NOT NULL AND a.left_on IS NULL THEN 1 ELSE 0 END AS assigned
      FROM (
        SELECT x.person_id AS id, COUNT(*) AS engagements, MAX(COALESCE(${bucket}, '')) AS only, MAX((CASE WHEN x.until_on IS NULL OR x.until_on > ${day.on} THEN '1' ELSE '0' END)
          || x.from_on || x.id || COALESCE(${bucket}, '')) AS last
        FROM engagement x WHERE ${onTheRoster(day)} GROUP BY x.person_id
      ) AS p LEFT JOIN assignment a ON a.round_id = ${day.id} AND a.person_id = p.id LIMIT ${raw(String(Number.MAX_SAFE_INTEGER))}
    ) AS placed GROUP BY bucket, place`;
}

/** The others whom `everybodyOf` names: assigned without being on the roster. They belong nowhere. */
export function straysOf(day: RoundDay): Sql {
  return sql`
    SELECT '' AS bucket, place, COUNT(*) AS people, 0 AS on_roster FROM (
      SELECT ${placeWhere(day, raw('1 = 0'), raw('1 = 0'))} AS place
      FROM assignment a JOIN person p ON p.id = a.person_id
      WHERE a.round_id = ${day.id} AND a.left_on IS NULL
        AND NOT EXISTS (SELECT 1 FROM engagement x WHERE x.person_id = p.id AND ${onTheRoster(day)}) ${notLater(day)}
    ) AS placed GROUP BY place`;
}

/** A real span that had begun: in the company's round of whoever is here after its opening; in the standing one of whoever first came after it. */
function onTheRoster(day: RoundDay): Sql {
  return sql`x.from_on <= ${day.on} AND (x.until_on IS NULL OR x.until_on > x.from_on) ${ofTheRound(day)}`;
}

function ofTheRound(day: RoundDay): Sql {
  if (day.kind === 'company') return sql`AND (x.until_on IS NULL OR x.until_on > ${day.opensOn}) ${knownBefore(day, raw('x'))}`;
  return sql`AND NOT EXISTS (SELECT 1 FROM engagement earlier WHERE earlier.person_id = x.person_id AND earlier.from_on <= ${day.opensOn}
        AND (earlier.until_on IS NULL OR earlier.until_on > earlier.from_on))`;
}

/** The programme's rule (`standingOf`) as the database evaluates it; a property test holds the two together. */
export function placeOn(day: RoundDay): Sql {
  return placeWhere(day, raw('e.id IS NOT NULL'), sql`e.until_on <= ${day.on}`);
}

function placeWhere(day: RoundDay, isOnRoster: Sql, hasLeft: Sql): Sql {
  return sql`CASE
    WHEN a.id IS NULL THEN 'missing'
    WHEN a.completed_at < ${day.endsAt} THEN 'completed'
    WHEN ${hasLeft} THEN 'left'
    WHEN ${isOnRoster} AND EXISTS (SELECT 1 FROM exemption x WHERE x.person_id = p.id AND x.round_id = ${day.id} AND x.from_on <= ${day.on}
      AND (x.until_on IS NULL OR x.until_on > ${day.on}) AND (x.revoked_at IS NULL OR x.revoked_at >= ${day.endsAt})) THEN 'exempt'
    WHEN ${isOnRoster} AND EXISTS (SELECT 1 FROM absence x WHERE x.person_id = p.id AND x.from_on <= ${day.on} AND x.until_on > ${day.on}
      AND x.cancelled_at IS NULL) THEN 'onLeave'
    WHEN a.started_at < ${day.endsAt} THEN 'inProgress'
    WHEN ${hasOwnTime(day.dueOn, day)} THEN 'notYetDue'
    ELSE 'notStarted' END`;
}

/** When it was due, as the day had it, with the reasons, of a row that a query inside has found. */
export function foundDue(day: RoundDay): Sql {
  const columns = (['due_on', 'due_reason', 'absence_days', 'extension_days'] as const).map((column) => {
    const stored = raw(`found.${column}`);
    return day.isOver ? sql`${dueAsOf(column, day.endsAt, raw('found.assignment_id'), stored)} AS ${raw(column)}` : stored;
  });
  return join(columns, ', ');
}

/** Names in the order of a class register. */
export const BY_NAME = raw('p.family_name, p.given_name, p.id');
