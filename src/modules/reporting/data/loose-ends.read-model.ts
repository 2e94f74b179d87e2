import { Injectable } from '@nestjs/common';
import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { PersonId, RoundId } from '#kernel/id';
import { type Instant, plusMinutes } from '#kernel/instant';
import { ENDING_DAYS, type Returning } from '#modules/notifications';
import { Database } from '#platform/database/database';
import { join, raw, type Sql, sql } from '#platform/database/sql';
import { DIPLOMA_MINUTES, FAILED_ATTEMPTS, type LooseEnd, type WrittenTo } from '../domain/loose-end';
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

  /** Who would be written to, by round. */
  toTell(day: LooseDay, kind: WrittenTo): Promise<{ id: PersonId; roundId: RoundId }[]> {
    const who = kind === 'exemption-ending' ? exemptionsEnding(day) : owing(day, kind);
    return this.database.rows(sql`SELECT id, round_id FROM (${who}) AS loose ORDER BY id`);
  }

  /** Who is back soon, each with whoever answers for them now. */
  returning(day: LooseDay): Promise<Returning[]> {
    return this.database.rows(sql`
      SELECT loose.id AS person_id, p.given_name || ' ' || p.family_name AS name, loose.on_day AS back_on,
        (SELECT e.manager_id FROM engagement e WHERE e.person_id = p.id AND ${present('e', day.today)} AND e.manager_id IS NOT NULL
          ORDER BY e.from_on DESC, e.id DESC LIMIT 1) AS manager_id
      FROM (${absencesEnding(day)}) AS loose JOIN person p ON p.id = loose.id ORDER BY loose.on_day, p.family_name, p.given_name, p.id`);
  }
}

/** Of whom a kind speaks: `who` gives their ids and days, once for each thing that is loose; `names` is where their names are. */
interface Part {
  readonly kind: LooseEnd;
  readonly who: Sql;
  readonly names: Sql;
}

/** The first of each part and how many there are: both are quicker than putting everybody in order, and names are no part of the count. */
function ranked(parts: readonly Part[], size: number, skipped: number): Sql {
  const firsts = parts.map(
    ({ kind, who, names }) => sql`SELECT * FROM (
      SELECT ${raw(`'${kind}'`)} AS kind, loose.id, named.name, loose.on_day, named.sorting, (SELECT COUNT(*) FROM (${who}) AS counted) AS total
      FROM (${who}) AS loose JOIN (${names}) AS named ON named.id = loose.id
      ORDER BY ${IN_ORDER} LIMIT ${size} OFFSET ${skipped}) AS first`,
  );
  return sql`SELECT kind, id, name, on_day, total FROM (${join(firsts, ' UNION ALL ')}) AS firsts ORDER BY kind, COALESCE(on_day, ''), sorting, id`;
}

const IN_ORDER = raw(`COALESCE(loose.on_day, ''), named.sorting, loose.id`);
const PEOPLE = raw(`SELECT id, given_name || ' ' || family_name AS name, family_name || ' ' || given_name AS sorting FROM person`);
const SUPPLIERS = raw('SELECT id, name, name_key AS sorting FROM supplier');
const REQUESTS = raw(`SELECT id, given_name || ' ' || family_name AS name, family_name || ' ' || given_name AS sorting FROM joining_request`);
const NO_DAY = raw('CAST(NULL AS varchar) AS on_day');

function partsOf(day: LooseDay): Readonly<Record<LooseEnd, Part | null>> {
  const { today, now, whose } = day;
  const people = (kind: LooseEnd, who: Sql): Part => ({ kind, who, names: PEOPLE });
  const owed = (kind: 'failed-three' | 'not-started' | 'welcome-not-begun'): Part =>
    people(kind, sql`SELECT o.id, o.on_day FROM (${owing(day, kind)}) AS o`);
  return {
    // What HR decides: nobody's line shows it.
    'asking-to-join':
      whose !== null
        ? null
        : {
            kind: 'asking-to-join',
            who: sql`SELECT q.id, ${NO_DAY} FROM joining_request q WHERE q.state = 'waiting'`,
            names: REQUESTS,
          },
    'asking-for-time': people(
      'asking-for-time',
      sql`SELECT x.person_id AS id, a.due_on AS on_day FROM extension x JOIN assignment a ON a.person_id = x.person_id AND a.round_id = x.round_id
        AND a.completed_at IS NULL AND a.left_on IS NULL JOIN round r ON r.id = x.round_id AND r.closed_at IS NULL WHERE x.decided_at IS NULL ${within(raw('x.person_id'), day)}`,
    ),
    'without-diploma': people(
      'without-diploma',
      sql`SELECT c.person_id AS id, ${NO_DAY} FROM completion c WHERE c.completed_at < ${plusMinutes(now, -DIPLOMA_MINUTES)}
        AND NOT EXISTS (SELECT 1 FROM diploma d WHERE d.completion_id = c.id) ${within(raw('c.person_id'), day)}`,
    ),
    'failed-three': owed('failed-three'),
    'not-activated': people(
      'not-activated',
      sql`SELECT e.person_id AS id, ${NO_DAY} FROM engagement e WHERE ${present('e', today)} AND NOT EXISTS (
        SELECT 1 FROM credential k WHERE k.id = e.person_id AND (k.password_hash IS NOT NULL OR k.pin_hash IS NOT NULL))
        ${within(raw('e.person_id'), day)} GROUP BY e.person_id`,
    ),
    'not-started': owed('not-started'),
    'welcome-not-begun': owed('welcome-not-begun'),
    'absence-ending': people('absence-ending', absencesEnding(day)),
    'exemption-ending': people('exemption-ending', sql`SELECT o.id, o.on_day FROM (${exemptionsEnding(day)}) AS o`),
    'without-place':
      whose !== null
        ? null
        : people(
            'without-place',
            sql`SELECT x.person_id AS id, ${NO_DAY} FROM engagement x WHERE ${present('x', today)} AND x.team_id IS NULL AND x.manager_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = x.person_id AND ${present('e', today)}
                AND (e.team_id IS NOT NULL OR e.manager_id IS NOT NULL)) GROUP BY x.person_id`,
          ),
    'without-coordinator':
      whose !== null
        ? null
        : {
            kind: 'without-coordinator',
            who: sql`SELECT s.id, ${NO_DAY} FROM supplier s
              WHERE EXISTS (SELECT 1 FROM engagement e WHERE e.supplier_id = s.id AND ${present('e', today)})
                AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.supplier_id = s.id AND g.role = 'coordinator' AND g.revoked_at IS NULL)`,
            names: SUPPLIERS,
          },
  };
}

/** Who still owes an open round: failed it time after time, or has not begun; neither away nor exempt. */
function owing(day: LooseDay, kind: 'failed-three' | 'not-started' | 'welcome-not-begun'): Sql {
  const { today } = day;
  const begun = {
    'failed-three': sql`(SELECT COUNT(*) FROM attempt t WHERE t.assignment_id = a.id AND t.submitted_at IS NOT NULL AND t.score < t.pass_mark) >= ${FAILED_ATTEMPTS}
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.assignment_id = a.id AND t.submitted_at IS NOT NULL AND t.score >= t.pass_mark)`,
    'not-started': sql`a.started_at IS NULL`,
    'welcome-not-begun': sql`a.started_at IS NULL`,
  }[kind];
  const ofKind = { 'failed-three': '', 'not-started': `AND r.kind = 'company'`, 'welcome-not-begun': `AND r.kind = 'welcome'` }[kind];
  return sql`
    SELECT a.person_id AS id, a.round_id, a.due_on AS on_day FROM assignment a
    WHERE a.round_id IN (SELECT r.id FROM round r WHERE r.opened_at IS NOT NULL AND r.closed_at IS NULL ${raw(ofKind)})
      AND a.completed_at IS NULL AND a.left_on IS NULL AND ${begun}
      AND NOT EXISTS (SELECT 1 FROM absence x WHERE x.person_id = a.person_id AND x.from_on <= ${today} AND x.until_on > ${today} AND x.cancelled_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM exemption x WHERE x.person_id = a.person_id AND x.round_id = a.round_id AND x.revoked_at IS NULL
        AND x.from_on <= ${today} AND (x.until_on IS NULL OR x.until_on > ${today})) ${within(raw('a.person_id'), day)}`;
}

/** Whoever is away again at once does not come back yet: what counts is the end of the absence that follows. */
function absencesEnding(day: LooseDay): Sql {
  const { today } = day;
  return sql`SELECT x.person_id AS id, x.until_on AS on_day FROM absence x WHERE x.cancelled_at IS NULL
    AND x.until_on > ${today} AND x.until_on <= ${addDays(today, ENDING_DAYS)} AND ${isHere(today)} ${within(raw('x.person_id'), day)}
    AND EXISTS (SELECT 1 FROM absence present WHERE present.person_id = x.person_id AND present.cancelled_at IS NULL
      AND present.from_on <= ${today} AND present.until_on > ${today})
    AND NOT ${goesOn('x')} AND NOT EXISTS (SELECT 1 FROM absence sooner WHERE sooner.person_id = x.person_id AND sooner.cancelled_at IS NULL
      AND sooner.until_on > ${today} AND sooner.until_on < x.until_on AND NOT ${goesOn('sooner')})`;
}

/** Another absence takes over before the person is back. */
const goesOn = (absence: 'x' | 'sooner'): Sql => {
  const it = raw(absence);
  return sql`EXISTS (SELECT 1 FROM absence more WHERE more.person_id = ${it}.person_id AND more.cancelled_at IS NULL
      AND more.from_on <= ${it}.until_on AND more.until_on > ${it}.until_on)`;
};

function exemptionsEnding(day: LooseDay): Sql {
  const { today } = day;
  return sql`SELECT x.person_id AS id, x.round_id, x.until_on AS on_day FROM exemption x JOIN round r ON r.id = x.round_id AND r.closed_at IS NULL
    WHERE x.revoked_at IS NULL AND x.from_on <= ${today} AND x.until_on > ${today} AND x.until_on <= ${addDays(today, ENDING_DAYS)}
      AND ${isHere(today)} ${within(raw('x.person_id'), day)}`;
}

const present = (engagement: 'e' | 'x', on: CalendarDate): Sql =>
  sql`${raw(engagement)}.from_on <= ${on} AND (${raw(engagement)}.until_on IS NULL OR ${raw(engagement)}.until_on > ${on})`;
const isHere = (on: CalendarDate): Sql => sql`EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = x.person_id AND ${present('e', on)})`;
const within = (person: Sql, { whose, today }: LooseDay): Sql => (whose === null ? raw('') : sql`AND ${person} IN (${idsOf(whose, today)})`);
