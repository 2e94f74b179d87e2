import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import { newId, type AssignmentId, type PersonId, type RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, raw, sql, type Sql } from '#platform/database/sql';
import type { KeptAssignment, OwedAssignment, Span } from '../domain/assignment';
import type { EventKind, Occasion } from '../domain/assignment-event';
import type { Circumstances, Days } from '../domain/circumstances';
import type { RoundTerms } from '../domain/due-date';

/** Some of the people at a time: by name, or a stretch of all ids in their order (`after < id <= upTo`). */
export type People = { readonly ids: readonly PersonId[] } | { readonly after: string; readonly upTo: PersonId };

type Kept = KeptAssignment & { readonly id: AssignmentId };

@Injectable()
export class AssignmentsRepository {
  constructor(private readonly database: Database) {}

  /** Everybody, in stretches that neither fill the memory nor hold up the process. */
  async *everybody(): AsyncGenerator<People> {
    let after = '';
    for (;;) {
      const stretch = await this.database.rows<{ id: PersonId }>(sql`SELECT id FROM person WHERE id > ${after} ORDER BY id LIMIT ${STRETCH}`);
      const last = stretch.at(-1);
      if (!last) return;
      yield { after, upTo: last.id };
      after = last.id;
      await theOthersTurn();
    }
  }

  *these(ids: readonly PersonId[]): Generator<People> {
    for (let from = 0; from < ids.length; from += STRETCH) yield { ids: ids.slice(from, from + STRETCH) };
  }

  /** What reaches from the opening to today; of the welcome's round only the joiners', whose very first day comes after its opening. */
  spans(people: People, round: Pick<RoundTerms, 'kind' | 'opensOn'>, today: CalendarDate): Promise<Span[]> {
    const reaching = round.kind === 'welcome' ? ofJoiners(round.opensOn) : sql`AND (until_on IS NULL OR until_on > ${round.opensOn})`;
    return this.database.rows<Span>(sql`
      SELECT person_id, from_on, until_on FROM engagement WHERE ${among(people)} AND from_on <= ${today} ${reaching}`);
  }

  /** Whoever has none of them is not in the answer; an absence that was over when the round opened moves nothing. */
  async circumstances(people: People, { id: roundId, opensOn }: { readonly id: RoundId; readonly opensOn: CalendarDate }): Promise<Map<PersonId, Circumstances>> {
    const rows = await this.database.rows<CircumstanceRow>(sql`
      SELECT person_id, 'absence' AS what, from_on, until_on, 0 AS days FROM absence
      WHERE ${among(people)} AND cancelled_at IS NULL AND until_on > ${opensOn}
      UNION ALL
      SELECT person_id, 'exemption', from_on, until_on, 0 FROM exemption WHERE ${among(people)} AND round_id = ${roundId} AND revoked_at IS NULL
      UNION ALL
      SELECT person_id, 'extension', NULL, NULL, days FROM extension WHERE ${among(people)} AND round_id = ${roundId} AND granted = 1`);
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
    await this.append(
      'amended',
      roundId,
      owed.map(({ personId }) => personId),
      occasion,
    );
  }

  async withdraw(roundId: RoundId, personIds: readonly PersonId[], today: CalendarDate, occasion: Occasion): Promise<void> {
    if (personIds.length === 0) return;
    await this.database.execute(sql`UPDATE assignment SET left_on = ${today} WHERE round_id = ${roundId} AND person_id IN (${list(personIds)})`);
    await this.append('withdrawn', roundId, personIds, occasion);
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

  /** The assignments of these people as they have just become, each after its own last event. */
  private async append(kind: EventKind, roundId: RoundId, personIds: readonly PersonId[], occasion: Occasion): Promise<void> {
    await this.database.execute(sql`
      ${INTO_EVENTS} SELECT a.id, 1 + COALESCE((SELECT MAX(v.number) FROM assignment_event v WHERE v.assignment_id = a.id), 0), ${asNow(kind, occasion)}
      FROM assignment a WHERE a.round_id = ${roundId} AND a.person_id IN (${list(personIds)})`);
  }
}

const INTO_EVENTS = raw(
  'INSERT INTO assignment_event (assignment_id, number, at, kind, cause, by_id, due_on, due_reason, absence_days, extension_days, left_on)',
);

/** Written from the rows themselves, so that an event cannot say anything else than the assignment. PostgreSQL has to be told what a bare value is. */
function asNow(kind: EventKind, { at, cause, byId }: Occasion): Sql {
  return sql`CAST(${at} AS varchar), CAST(${kind} AS varchar), CAST(${cause} AS varchar), CAST(${byId} AS varchar),
    a.due_on, a.due_reason, a.absence_days, a.extension_days, a.left_on`;
}

const ofJoiners = (opensOn: CalendarDate): Sql => sql`
  AND from_on > ${opensOn} AND NOT EXISTS (SELECT 1 FROM engagement earlier WHERE earlier.person_id = engagement.person_id
    AND earlier.from_on <= ${opensOn} AND (earlier.until_on IS NULL OR earlier.until_on > earlier.from_on))`;

const STRETCH = 1000;

/** An embedded database answers at once, so that a long loop over it would keep every request waiting until its end. */
function theOthersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function among(people: People): Sql {
  return 'ids' in people ? sql`person_id IN (${list(people.ids)})` : sql`person_id > ${people.after} AND person_id <= ${people.upTo}`;
}

interface CircumstanceRow {
  readonly personId: PersonId;
  readonly what: 'absence' | 'exemption' | 'extension';
  readonly fromOn: CalendarDate | null;
  readonly untilOn: CalendarDate | null;
  readonly days: number;
}

function grouped(rows: readonly CircumstanceRow[]): Map<PersonId, Circumstances> {
  const found = new Map<PersonId, { absences: (Days & { untilOn: CalendarDate })[]; exemptions: Days[]; extensionDays: number }>();
  for (const { personId, what, fromOn, untilOn, days } of rows) {
    const own = found.get(personId) ?? { absences: [], exemptions: [], extensionDays: 0 };
    found.set(personId, own);
    if (what === 'extension') own.extensionDays += days;
    else if (what === 'exemption' && fromOn !== null) own.exemptions.push({ fromOn, untilOn });
    else if (fromOn !== null && untilOn !== null) own.absences.push({ fromOn, untilOn });
  }
  return found;
}
