import { Injectable } from '@nestjs/common';
import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { PersonId, RoundId } from '#kernel/id';
import { type Instant, plusMinutes } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { join, raw, type Sql, sql } from '#platform/database/sql';
import { DIPLOMA_MINUTES, ENDING_DAYS, FAILED_ATTEMPTS, type LooseEnd } from '../domain/loose-end';
import type { Whose } from '../domain/whose';
import { idsOf } from './line';

/** One person (or supplier) in need of a hand, with how many there are of the kind. */
export interface LooseOne {
  readonly kind: LooseEnd;
  readonly id: string;
  readonly name: string;
  /** The day that it is about, where there is one. */
  readonly onDay: CalendarDate | null;
  readonly total: number;
}

export interface LooseDay {
  readonly today: CalendarDate;
  readonly now: Instant;
  /** The whole company, or a manager's line. */
  readonly whose: Whose | null;
}

@Injectable()
export class LooseEndsReadModel {
  constructor(private readonly database: Database) {}

  /** The first of every kind, each with its whole number: one query for the page. */
  all(day: LooseDay, first: number): Promise<LooseOne[]> {
    const kinds = Object.values(partsOf(day)).filter((part) => part !== null);
    return this.database.rows(ranked(kinds, first, 0));
  }

  /** Those of one kind. */
  some(day: LooseDay, kind: LooseEnd, size: number, skipped: number): Promise<LooseOne[]> {
    const part = partsOf(day)[kind];
    return part === null ? Promise.resolve([]) : this.database.rows(ranked([part], size, skipped));
  }

  /** Who would be reminded, by round. */
  toRemind(day: LooseDay, kind: 'failed-three' | 'not-started' | 'welcome-not-begun'): Promise<{ id: PersonId; roundId: RoundId }[]> {
    return this.database.rows(sql`SELECT id, round_id FROM (${owing(day, kind)}) AS owing ORDER BY id`);
  }
}

/** The first of each part and how many there are: both are quicker than putting everybody in order. */
function ranked(parts: readonly Sql[], size: number, skipped: number): Sql {
  const firsts = parts.map(
    (part) => sql`SELECT * FROM (
      SELECT kind, id, name, on_day, sorting, (SELECT COUNT(*) FROM (${part}) AS counted) AS total FROM (${part}) AS loose
      ORDER BY ${IN_ORDER} LIMIT ${size} OFFSET ${skipped}) AS first`,
  );
  return sql`SELECT kind, id, name, on_day, total FROM (${join(firsts, ' UNION ALL ')}) AS firsts ORDER BY kind, ${IN_ORDER}`;
}

const IN_ORDER = raw(`COALESCE(on_day, ''), sorting, id`);
const NAME = raw(`p.given_name || ' ' || p.family_name AS name, p.family_name || ' ' || p.given_name AS sorting`);

function partsOf(day: LooseDay): Readonly<Record<LooseEnd, Sql | null>> {
  const { today, now, whose } = day;
  const soon = addDays(today, ENDING_DAYS);
  const one = (kind: LooseEnd, onDay: Sql, rest: Sql): Sql =>
    sql`SELECT ${raw(`'${kind}'`)} AS kind, p.id AS id, ${NAME}, ${onDay} AS on_day FROM person p ${rest} ${within(whose, today)}`;
  const none = raw('CAST(NULL AS varchar)');
  const owed = (kind: 'failed-three' | 'not-started' | 'welcome-not-begun'): Sql =>
    one(kind, raw('o.due_on'), sql`JOIN (${owing(day, kind)}) AS o ON o.id = p.id WHERE 1 = 1`);
  return {
    'asking-for-time': one(
      'asking-for-time',
      raw('a.due_on'),
      sql`JOIN extension x ON x.person_id = p.id AND x.decided_at IS NULL JOIN assignment a ON a.person_id = p.id AND a.round_id = x.round_id
        AND a.completed_at IS NULL AND a.left_on IS NULL WHERE 1 = 1`,
    ),
    'without-diploma': one(
      'without-diploma',
      none,
      sql`JOIN completion c ON c.person_id = p.id WHERE c.completed_at < ${plusMinutes(now, -DIPLOMA_MINUTES)}
        AND NOT EXISTS (SELECT 1 FROM diploma d WHERE d.completion_id = c.id)`,
    ),
    'failed-three': owed('failed-three'),
    'not-activated': one(
      'not-activated',
      none,
      sql`WHERE ${isHere(today)} AND NOT EXISTS (SELECT 1 FROM credential k WHERE k.id = p.id AND (k.password_hash IS NOT NULL OR k.pin_hash IS NOT NULL))`,
    ),
    'not-started': owed('not-started'),
    'welcome-not-begun': owed('welcome-not-begun'),
    'absence-ending': one(
      'absence-ending',
      raw('x.until_on'),
      sql`JOIN absence x ON x.person_id = p.id AND x.cancelled_at IS NULL AND x.from_on <= ${today} AND x.until_on > ${today} AND x.until_on <= ${soon}
        WHERE ${isHere(today)}`,
    ),
    'exemption-ending': one(
      'exemption-ending',
      raw('x.until_on'),
      sql`JOIN exemption x ON x.person_id = p.id AND x.revoked_at IS NULL AND x.from_on <= ${today} AND x.until_on > ${today} AND x.until_on <= ${soon}
        JOIN round r ON r.id = x.round_id AND r.closed_at IS NULL WHERE ${isHere(today)}`,
    ),
    'without-place':
      whose !== null
        ? null
        : one(
            'without-place',
            none,
            sql`WHERE ${isHere(today)} AND NOT EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id AND ${present(today)}
              AND (e.team_id IS NOT NULL OR e.manager_id IS NOT NULL))`,
          ),
    'without-coordinator':
      whose !== null
        ? null
        : sql`SELECT 'without-coordinator' AS kind, s.id AS id, s.name AS name, s.name_key AS sorting, CAST(NULL AS varchar) AS on_day FROM supplier s
            WHERE EXISTS (SELECT 1 FROM engagement e WHERE e.supplier_id = s.id AND ${present(today)})
              AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.supplier_id = s.id AND g.role = 'coordinator' AND g.revoked_at IS NULL)`,
  };
}

/** Who still owes an open round: failed it time after time, or has not begun; neither away nor exempt. */
function owing({ today }: LooseDay, kind: 'failed-three' | 'not-started' | 'welcome-not-begun'): Sql {
  const begun = {
    'failed-three': sql`(SELECT COUNT(*) FROM attempt t WHERE t.assignment_id = a.id AND t.submitted_at IS NOT NULL AND t.score < t.pass_mark) >= ${FAILED_ATTEMPTS}
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.assignment_id = a.id AND t.submitted_at IS NOT NULL AND t.score >= t.pass_mark)`,
    'not-started': sql`r.kind = 'company' AND a.started_at IS NULL`,
    'welcome-not-begun': sql`r.kind = 'welcome' AND a.started_at IS NULL`,
  }[kind];
  return sql`
    SELECT a.person_id AS id, a.round_id, a.due_on FROM assignment a JOIN round r ON r.id = a.round_id AND r.opened_at IS NOT NULL AND r.closed_at IS NULL
    WHERE a.completed_at IS NULL AND a.left_on IS NULL AND ${begun}
      AND NOT EXISTS (SELECT 1 FROM absence x WHERE x.person_id = a.person_id AND x.from_on <= ${today} AND x.until_on > ${today} AND x.cancelled_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM exemption x WHERE x.person_id = a.person_id AND x.round_id = a.round_id AND x.revoked_at IS NULL
        AND x.from_on <= ${today} AND (x.until_on IS NULL OR x.until_on > ${today}))`;
}

const present = (on: CalendarDate): Sql => sql`e.from_on <= ${on} AND (e.until_on IS NULL OR e.until_on > ${on})`;
const isHere = (on: CalendarDate): Sql => sql`EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id AND ${present(on)})`;
const within = (whose: Whose | null, on: CalendarDate): Sql => (whose === null ? raw('') : sql`AND p.id IN (${idsOf(whose, on)})`);
