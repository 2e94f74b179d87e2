import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { raw, sql, type Sql } from '#platform/database/sql';
import { countsOf, standingOf, type LedgerCounts, type LedgerDay, type Standing, type StandingFacts } from '../domain/ledger';
import type { Round } from '../domain/round';
import { hasOwnTime } from './due-as-of';
import { knownBefore } from './known-before';

export type LedgerRound = Pick<Round, 'id' | 'kind' | 'opensOn' | 'dueOn' | 'closedAt'>;

/** A day that is over may know nothing of what was granted since. */
export interface AskedDay extends LedgerDay {
  readonly isOver: boolean;
}

/** The ledger counted by the database: it groups the facts, the domain's one rule names each group. */
@Injectable()
export class LedgerReadModel {
  constructor(private readonly database: Database) {}

  async counts(round: LedgerRound, day: AskedDay): Promise<LedgerCounts> {
    const groups = await this.database.rows<FactColumns & { people: number }>(sql`
      WITH roster AS (${rosterOf(round, day)}), facts AS (${factsOf(round, day)})
      SELECT completed, started, here, exempt, absent, own_time, COUNT(*) AS people FROM facts
      GROUP BY completed, started, here, exempt, absent, own_time`);
    const roster = await this.database.row<{ headcount: number }>(sql`SELECT COUNT(*) AS headcount FROM (${rosterOf(round, day)}) AS roster`);
    return countsOf(
      roster?.headcount ?? 0,
      groups.map(({ people, ...columns }) => ({ standing: standingFrom(columns), people })),
    );
  }

  /** Everybody of the round with their standing on that day, in the order of their names. */
  async people(round: LedgerRound, day: AskedDay): Promise<{ readonly personId: PersonId; readonly standing: Standing }[]> {
    const rows = await this.database.rows<FactColumns & { personId: PersonId }>(sql`
      WITH roster AS (${rosterOf(round, day)}), facts AS (${factsOf(round, day)})
      SELECT facts.* FROM facts JOIN person p ON p.id = facts.person_id ORDER BY p.family_name, p.given_name, p.id`);
    return rows.map(({ personId, ...columns }) => ({ personId, standing: standingFrom(columns) }));
  }

  /** Whoever makes a difference: on the roster without an assignment, or assigned without being on the roster. */
  async unaccounted(round: LedgerRound, day: AskedDay): Promise<PersonId[]> {
    const rows = await this.database.rows<{ personId: PersonId }>(sql`
      WITH roster AS (${rosterOf(round, day)})
      SELECT roster.person_id FROM roster LEFT JOIN assignment a ON a.round_id = ${round.id} AND a.person_id = roster.person_id WHERE a.id IS NULL
      UNION ALL
      SELECT a.person_id FROM assignment a LEFT JOIN roster ON roster.person_id = a.person_id
      WHERE a.round_id = ${round.id} AND roster.person_id IS NULL AND ${isStray(day)}`);
    return rows.map((row) => row.personId);
  }
}

interface FactColumns {
  readonly completed: number;
  readonly started: number;
  readonly here: number;
  readonly exempt: number;
  readonly absent: number;
  readonly ownTime: number;
}

/** As `rosterOf` in the domain: everybody with a real span between the opening and the day. */
function rosterOf(round: LedgerRound, day: AskedDay): Sql {
  return sql`
    SELECT person_id, MAX(CASE WHEN until_on IS NULL OR until_on > ${day.on} THEN 1 ELSE 0 END) AS here FROM engagement
    WHERE from_on <= ${day.on} AND (until_on IS NULL OR until_on > from_on) ${round.kind === 'welcome' ? onlyJoiners(round) : reaching(round)} ${knownBefore(round, raw('engagement'))}
    GROUP BY person_id`;
}

const reaching = (round: LedgerRound): Sql => sql`AND (until_on IS NULL OR until_on > ${round.opensOn})`;

/** Whoever never worked here before the standing round opened. */
const onlyJoiners = (round: LedgerRound): Sql => sql`
    AND NOT EXISTS (SELECT 1 FROM engagement earlier WHERE earlier.person_id = engagement.person_id AND earlier.from_on <= ${round.opensOn}
      AND (earlier.until_on IS NULL OR earlier.until_on > earlier.from_on))`;

function factsOf(round: LedgerRound, day: AskedDay): Sql {
  return sql`
    SELECT a.person_id,
      CASE WHEN a.completed_at < ${day.endsAt} THEN 1 ELSE 0 END AS completed,
      CASE WHEN a.started_at < ${day.endsAt} THEN 1 ELSE 0 END AS started,
      COALESCE(roster.here, 1) AS here,
      CASE WHEN roster.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM exemption x WHERE x.person_id = a.person_id AND x.round_id = a.round_id AND x.from_on <= ${day.on}
        AND (x.until_on IS NULL OR x.until_on > ${day.on}) AND (x.revoked_at IS NULL OR x.revoked_at >= ${day.endsAt})) THEN 1 ELSE 0 END AS exempt,
      CASE WHEN roster.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM absence x WHERE x.person_id = a.person_id AND x.from_on <= ${day.on} AND x.until_on > ${day.on}
        AND x.cancelled_at IS NULL) THEN 1 ELSE 0 END AS absent,
      CASE WHEN a.started_at < ${day.endsAt} THEN 0 WHEN ${hasOwnTime(round.dueOn, day)} THEN 1 ELSE 0 END AS own_time
    FROM assignment a LEFT JOIN roster ON roster.person_id = a.person_id
    WHERE a.round_id = ${round.id} AND (roster.person_id IS NOT NULL OR ${isStray(day)})`;
}

/** Not on the roster of the day, not withdrawn, and nobody who came only later. */
const isStray = (day: AskedDay): Sql => sql`a.left_on IS NULL AND NOT EXISTS (SELECT 1 FROM engagement later
      WHERE later.person_id = a.person_id AND later.from_on > ${day.on} AND (later.until_on IS NULL OR later.until_on > later.from_on))`;

function standingFrom(columns: FactColumns): Standing {
  const facts: StandingFacts = {
    isCompleted: columns.completed === 1,
    isStarted: columns.started === 1,
    isHere: columns.here === 1,
    isExempt: columns.exempt === 1,
    isAbsent: columns.absent === 1,
    hasOwnTime: columns.ownTime === 1,
  };
  return standingOf(facts);
}
