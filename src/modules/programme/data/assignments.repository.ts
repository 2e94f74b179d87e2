import { Injectable } from '@nestjs/common';
import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { newId, type AssignmentId, type PersonId, type RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, raw, sql, type Sql } from '#platform/database/sql';
import type { KeptAssignment, OwedAssignment, Span } from '../domain/assignment';
import type { EventKind, Occasion } from '../domain/assignment-event';
import { type DecidedCircumstances, UNDECIDED } from '../domain/circumstances';
import { DAYS_FOR_A_JOINER, type RoundTerms } from '../domain/due-date';
import type { Round } from '../domain/round';

/** Some of the people at a time: by name, or a stretch of all ids in their order (`after < id <= upTo`). */
export type People = { readonly ids: readonly PersonId[] } | Stretch;

export interface Stretch {
  readonly after: string;
  readonly upTo: PersonId;
}

type Kept = KeptAssignment & { readonly id: AssignmentId };

@Injectable()
export class AssignmentsRepository {
  constructor(private readonly database: Database) {}

  /** Everybody, in stretches that neither fill the memory nor hold up the process. */
  async *everybody(): AsyncGenerator<Stretch> {
    for (let after = ''; ; ) {
      const end = await this.database.row<{ upTo: PersonId | null }>(sql`
        SELECT COALESCE((SELECT id FROM person WHERE id > ${after} ORDER BY id LIMIT 1 OFFSET ${STRETCH - 1}), (SELECT MAX(id) FROM person WHERE id > ${after})) AS up_to`);
      if (!end?.upTo) return;
      yield { after, upTo: end.upTo };
      after = end.upTo;
      await theOthersTurn();
    }
  }

  /**
   * Whoever is not plainly right. Most people of most nights are: here or gone as the roster says, and either done or due on the day
   * of the round without any reason for another. What is right in a less simple way is doubtful too: the rule itself decides then.
   */
  async doubtful(people: Stretch, round: Pick<Round, 'id'> & RoundTerms, today: CalendarDate): Promise<PersonId[]> {
    const { id: roundId, opensOn, dueOn } = round;
    const own = sql`WHERE x.person_id = a.person_id`;
    const rows = await this.database.rows<{ personId: PersonId }>(sql`
      WITH seen AS (
        SELECT person_id, MAX(from_on) AS came_on, MAX(until_on) AS gone_on, MAX(CASE WHEN until_on IS NULL OR until_on > ${today} THEN 1 ELSE 0 END) AS here
        FROM engagement WHERE ${among(people)} AND from_on <= ${today} AND (until_on IS NULL OR until_on > from_on) ${reaching(round)} GROUP BY person_id)
      SELECT seen.person_id FROM seen LEFT JOIN assignment a ON a.round_id = ${roundId} AND a.person_id = seen.person_id AND a.person_id > ${people.after} AND a.person_id <= ${people.upTo}
      WHERE a.id IS NULL OR COALESCE(a.left_on, '') <> CASE WHEN seen.here = 1 THEN '' ELSE seen.gone_on END
        OR (a.completed_at IS NULL AND (seen.came_on > ${addDays(dueOn, -DAYS_FOR_A_JOINER)} OR a.due_on <> ${dueOn} OR a.due_reason <> 'round'
          OR a.absence_days <> 0 OR a.extension_days <> 0
          OR EXISTS (SELECT 1 FROM absence x ${own} AND x.cancelled_at IS NULL AND x.until_on > ${opensOn})
          OR EXISTS (SELECT 1 FROM exemption x ${own} AND x.round_id = ${roundId})
          OR EXISTS (SELECT 1 FROM extension x ${own} AND x.round_id = ${roundId} AND x.granted = 1)))
      UNION ALL
      SELECT a.person_id FROM assignment a LEFT JOIN seen ON seen.person_id = a.person_id
      WHERE a.round_id = ${roundId} AND a.left_on IS NULL AND a.person_id > ${people.after} AND a.person_id <= ${people.upTo} AND seen.person_id IS NULL`);
    return rows.map(({ personId }) => personId);
  }

  *these(ids: readonly PersonId[]): Generator<{ readonly ids: readonly PersonId[] }> {
    for (let from = 0; from < ids.length; from += STRETCH) yield { ids: ids.slice(from, from + STRETCH) };
  }

  /**
   * What reaches from the opening to today, and what it may continue: no due date depends on a day longer before the opening.
   * Of the welcome's round only the joiners', whose very first day comes after its opening.
   */
  spans(people: People, { kind, opensOn }: Pick<RoundTerms, 'kind' | 'opensOn'>, today: CalendarDate): Promise<Span[]> {
    return this.database.rows<Span>(sql`
      SELECT person_id, from_on, until_on FROM engagement
      WHERE ${among(people)} AND from_on <= ${today} ${reaching({ kind, opensOn: kind === 'welcome' ? opensOn : addDays(opensOn, -DAYS_FOR_A_JOINER) })}`);
  }

  /** Whoever has none of them is not in the answer; an absence that was over when the round opened moves nothing. */
  async circumstances(people: People, { id: roundId, opensOn }: { readonly id: RoundId; readonly opensOn: CalendarDate }): Promise<Map<PersonId, DecidedCircumstances>> {
    const rows = await this.database.rows<CircumstanceRow>(sql`
      SELECT person_id, 'absence' AS what, from_on, until_on, 0 AS days, NULL AS decided_at FROM absence
      WHERE ${among(people)} AND cancelled_at IS NULL AND until_on > ${opensOn}
      UNION ALL
      SELECT person_id, 'exemption', from_on, until_on, 0, revoked_at FROM exemption WHERE ${among(people)} AND round_id = ${roundId}
      UNION ALL
      SELECT person_id, 'extension', NULL, NULL, days, decided_at FROM extension WHERE ${among(people)} AND round_id = ${roundId} AND granted = 1`);
    return grouped(rows);
  }

  async kept(people: People, roundId: RoundId): Promise<Kept[]> {
    const rows = await this.database.rows<Omit<Kept, 'isCompleted'> & { completed: number }>(sql`
      SELECT id, person_id, due_on, due_reason, absence_days, extension_days, left_on, CASE WHEN completed_at IS NULL THEN 0 ELSE 1 END AS completed FROM assignment
      WHERE round_id = ${roundId} AND ${among(people)}`);
    return rows.map(({ completed, ...row }) => ({ ...row, isCompleted: completed === 1 }));
  }

  /** Returns how many were new: the unique index refuses a second one for the same person and round. */
  async assign(roundId: RoundId, people: People, owed: readonly OwedAssignment[], occasion: Occasion): Promise<number> {
    if (owed.length === 0) return 0;
    const rows = owed.map((assignment) => ({
      id: newId<'assignment'>(),
      roundId,
      ...assignment,
      assignedAt: occasion.at,
      startedAt: null,
      completedAt: null,
    }));
    const assigned = await this.database.insert('assignment', rows, 'nothing');
    await this.database.execute(sql`
      ${INTO_EVENTS} SELECT a.id, 1, ${asNow('assigned', occasion)} FROM assignment a
      WHERE a.round_id = ${roundId} AND ${among(people)} AND NOT EXISTS (SELECT 1 FROM assignment_event v WHERE v.assignment_id = a.id)`);
    return assigned;
  }

  async amend(roundId: RoundId, owed: readonly OwedAssignment[], occasion: Occasion): Promise<void> {
    if (owed.length === 0) return;
    const alike = new Map<string, OwedAssignment[]>();
    for (const assignment of owed) {
      const { dueOn, dueReason, absenceDays, extensionDays, leftOn } = assignment;
      const key = [dueOn, dueReason, absenceDays, extensionDays, leftOn].join('|');
      const group = alike.get(key);
      if (group) group.push(assignment);
      else alike.set(key, [assignment]);
    }
    for (const [first, ...rest] of alike.values()) {
      if (!first) continue;
      const ids = [first, ...rest].map((assignment) => assignment.personId);
      await this.database.execute(sql`
        UPDATE assignment SET due_on = ${first.dueOn}, due_reason = ${first.dueReason}, absence_days = ${first.absenceDays},
          extension_days = ${first.extensionDays}, left_on = ${first.leftOn}
        WHERE round_id = ${roundId} AND person_id IN (${list(ids)})`);
    }
    await this.append('amended', ofThese(roundId, owed.map(({ personId }) => personId)), occasion);
  }

  async withdraw(roundId: RoundId, personIds: readonly PersonId[], today: CalendarDate, occasion: Occasion): Promise<void> {
    if (personIds.length === 0) return;
    await this.database.execute(sql`UPDATE assignment SET left_on = ${today} WHERE round_id = ${roundId} AND person_id IN (${list(personIds)})`);
    await this.append('withdrawn', ofThese(roundId, personIds), occasion);
  }

  /** Nobody's any more, whichever round they are of: their person turned out to be another. */
  async release(ids: readonly AssignmentId[], today: CalendarDate, occasion: Occasion): Promise<void> {
    if (ids.length === 0) return;
    await this.database.execute(sql`UPDATE assignment SET left_on = ${today} WHERE id IN (${list(ids)})`);
    await this.append('withdrawn', sql`a.id IN (${list(ids)})`, occasion);
  }

  /** Somebody's again. */
  async reinstate(ids: readonly AssignmentId[], occasion: Occasion): Promise<void> {
    if (ids.length === 0) return;
    await this.database.execute(sql`UPDATE assignment SET left_on = NULL WHERE id IN (${list(ids)})`);
    await this.append('amended', sql`a.id IN (${list(ids)})`, occasion);
  }

  /** Of these people, by closed round, those of whom the roster now says that they never were on it nor came since. */
  async neverThere(personIds: readonly PersonId[]): Promise<ReadonlyMap<RoundId, readonly PersonId[]>> {
    const rows = await this.database.rows<{ roundId: RoundId; personId: PersonId }>(sql`
      SELECT a.round_id, a.person_id FROM assignment a JOIN round r ON r.id = a.round_id AND r.closed_at IS NOT NULL
      WHERE a.person_id IN (${list(personIds)}) AND a.left_on IS NULL AND NOT EXISTS (SELECT 1 FROM engagement e
        WHERE e.person_id = a.person_id AND (e.until_on IS NULL OR (e.until_on > e.from_on AND e.until_on > r.opens_on)))`);
    const found = new Map<RoundId, PersonId[]>();
    for (const { roundId, personId } of rows) found.set(roundId, [...(found.get(roundId) ?? []), personId]);
    return found;
  }

  /** The first start stays. */
  async recordStart(id: AssignmentId, at: Instant): Promise<boolean> {
    return (await this.database.execute(sql`UPDATE assignment SET started_at = ${at} WHERE id = ${id} AND started_at IS NULL`)) === 1;
  }

  /** The first completion stays; whoever completed has started. */
  async recordCompletion(id: AssignmentId, at: Instant): Promise<boolean> {
    return (
      (await this.database.execute(
        sql`UPDATE assignment SET completed_at = ${at}, started_at = COALESCE(started_at, ${at}) WHERE id = ${id} AND completed_at IS NULL`,
      )) === 1
    );
  }

  /** These assignments as they have just become, each after its own last event. */
  private async append(kind: EventKind, these: Sql, occasion: Occasion): Promise<void> {
    await this.database.execute(sql`
      ${INTO_EVENTS} SELECT a.id, 1 + COALESCE((SELECT MAX(v.number) FROM assignment_event v WHERE v.assignment_id = a.id), 0), ${asNow(kind, occasion)}
      FROM assignment a WHERE ${these}`);
  }
}

const ofThese = (roundId: RoundId, personIds: readonly PersonId[]): Sql => sql`a.round_id = ${roundId} AND a.person_id IN (${list(personIds)})`;

const INTO_EVENTS = raw(
  'INSERT INTO assignment_event (assignment_id, number, at, kind, cause, by_id, due_on, due_reason, absence_days, extension_days, left_on)',
);

/** Written from the rows themselves, so that an event cannot say anything else than the assignment. PostgreSQL has to be told what a bare value is. */
function asNow(kind: EventKind, { at, cause, byId }: Occasion): Sql {
  return sql`CAST(${at} AS varchar), CAST(${kind} AS varchar), CAST(${cause} AS varchar), CAST(${byId} AS varchar),
    a.due_on, a.due_reason, a.absence_days, a.extension_days, a.left_on`;
}

const reaching = ({ kind, opensOn }: Pick<RoundTerms, 'kind' | 'opensOn'>): Sql =>
  kind === 'welcome' ? ofJoiners(opensOn) : sql`AND (until_on IS NULL OR until_on > ${opensOn})`;

const ofJoiners = (opensOn: CalendarDate): Sql => sql`
  AND from_on > ${opensOn} AND NOT EXISTS (SELECT 1 FROM engagement earlier WHERE earlier.person_id = engagement.person_id
    AND earlier.from_on <= ${opensOn} AND (earlier.until_on IS NULL OR earlier.until_on > earlier.from_on))`;

const STRETCH = 4000;

/** An embedded database answers at once, so that a long loop over it would keep every request waiting until its end. */
function theOthersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function among(people: People): Sql {
  return 'ids' in people ? sql`person_id IN (${list(people.ids)})` : sql`person_id > ${people.after} AND person_id <= ${people.upTo}`;
}

interface CircumstanceRow {
  readonly personId: PersonId;
  readonly what: 'absence' | 'exemption' | 'extension';
  readonly fromOn: CalendarDate | null;
  readonly untilOn: CalendarDate | null;
  readonly days: number;
  /** When an exemption was revoked, or an extension granted. */
  readonly decidedAt: Instant | null;
}

function grouped(rows: readonly CircumstanceRow[]): Map<PersonId, DecidedCircumstances> {
  const found = new Map<PersonId, DecidedCircumstances>();
  for (const row of rows) found.set(row.personId, withRow(found.get(row.personId) ?? UNDECIDED, row));
  return found;
}

function withRow(own: DecidedCircumstances, { what, fromOn, untilOn, days, decidedAt }: CircumstanceRow): DecidedCircumstances {
  if (what === 'extension' && decidedAt !== null)
    return { ...own, extensionDays: own.extensionDays + days, extensions: [...own.extensions, { days, grantedAt: decidedAt }] };
  if (fromOn === null) return own;
  if (what === 'exemption' && decidedAt !== null) return { ...own, revoked: [...own.revoked, { fromOn, untilOn, revokedAt: decidedAt }] };
  if (what === 'exemption') return { ...own, exemptions: [...own.exemptions, { fromOn, untilOn }] };
  return untilOn === null ? own : { ...own, absences: [...own.absences, { fromOn, untilOn }] };
}
