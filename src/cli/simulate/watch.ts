import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { PersonId, RoundId } from '#kernel/id';
import { type Coverage, ProgrammeService } from '#modules/programme';
import { Database } from '#platform/database/database';
import { raw, type Sql, sql } from '#platform/database/sql';
import type { Theatre } from './theatre';

interface WatchedRound {
  readonly id: RoundId;
  readonly kind: string;
  readonly code: string;
  readonly opensOn: CalendarDate;
}

/** Looks, again and again and by another way than the product's own, whether somebody was left out, counted twice or not at all. */
export class Watch {
  private readonly leftOut = new Set<string>();
  private readonly worst = new Map<RoundId, number>();

  constructor(private readonly theatre: Theatre) {}

  /** The open rounds, as they stand today and as they stood on some days before. */
  async look(today: CalendarDate): Promise<void> {
    const open = await this.rows<WatchedRound>(
      sql`SELECT id, kind, code, opens_on FROM round WHERE opened_at IS NOT NULL AND closed_at IS NULL ORDER BY code`,
    );
    for (const round of open) {
      for (const { personId } of await this.peopleLeftOut(round, today)) this.leftOut.add(`${round.code} ${personId}`);
      for (const day of [today, addDays(today, -17), addDays(today, -40)]) await this.balance(round.id, day);
    }
  }

  get peopleLeftOutSoFar(): number {
    return this.leftOut.size;
  }

  /** The worst that was ever seen of a round; 0 when it always added up. */
  differenceOf(id: RoundId): number {
    return this.worst.get(id) ?? 0;
  }

  async duplicates(): Promise<number> {
    const twice = (table: string, columns: string): Promise<{ people: number } | null> =>
      this.theatre
        .get(Database)
        .row(
          sql`SELECT COUNT(*) AS people FROM (SELECT 1 AS one FROM ${raw(table)} GROUP BY ${raw(columns)} HAVING COUNT(*) > 1) AS twice`,
        );
    const assignments = await twice('assignment', 'round_id, person_id');
    const diplomas = await twice('(SELECT * FROM diploma WHERE superseded_at IS NULL) AS standing', 'person_id, kind, accredits');
    return (assignments?.people ?? 0) + (diplomas?.people ?? 0);
  }

  async balance(id: RoundId, day?: CalendarDate): Promise<Coverage | null> {
    const coverage = await this.theatre.get(ProgrammeService).ledger(id, day);
    if (coverage && Math.abs(coverage.difference) > Math.abs(this.differenceOf(id))) this.worst.set(id, coverage.difference);
    return coverage;
  }

  /** A round as it stood on days of its own past, with all that was recorded since. */
  async lookBack(id: RoundId, opensOn: CalendarDate): Promise<void> {
    for (const days of [3, 45, 100, 130]) await this.balance(id, addDays(opensOn, days));
  }

  /** Engaged on some day of the window, and neither assigned nor exempt. */
  private peopleLeftOut(round: WatchedRound, today: CalendarDate): Promise<{ personId: PersonId }[]> {
    return this.rows(sql`
      SELECT DISTINCT e.person_id FROM engagement e
      WHERE e.from_on <= ${today} AND (e.until_on IS NULL OR (e.until_on > ${round.opensOn} AND e.until_on > e.from_on)) ${ofTheRound(round)}
        AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.round_id = ${round.id} AND a.person_id = e.person_id)
        AND NOT EXISTS (SELECT 1 FROM exemption x WHERE x.round_id = ${round.id} AND x.person_id = e.person_id AND x.revoked_at IS NULL)`);
  }

  private rows<T>(query: Sql): Promise<T[]> {
    return this.theatre.get(Database).rows<T>(query);
  }
}

/** The welcome is for those who came after it began. */
function ofTheRound({ kind, opensOn }: WatchedRound): Sql {
  if (kind !== 'welcome') return raw('');
  return sql`AND e.from_on > ${opensOn} AND NOT EXISTS (SELECT 1 FROM engagement before WHERE before.person_id = e.person_id
    AND before.from_on <= ${opensOn} AND (before.until_on IS NULL OR before.until_on > before.from_on))`;
}
