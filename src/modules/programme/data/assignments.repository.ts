import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import { newId, type AssignmentId, type PersonId, type RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql, type Sql } from '#platform/database/sql';
import type { KeptAssignment, OwedAssignment, Span } from '../domain/assignment';

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

  spans(people: People, openedOn: CalendarDate, today: CalendarDate): Promise<Span[]> {
    return this.database.rows<Span>(sql`
      SELECT person_id, from_on, until_on FROM engagement
      WHERE ${among(people)} AND from_on <= ${today} AND (until_on IS NULL OR until_on > ${openedOn})`);
  }

  async kept(people: People, roundId: RoundId): Promise<Kept[]> {
    const rows = await this.database.rows<Omit<Kept, 'isCompleted'> & { completed: number }>(sql`
      SELECT id, person_id, due_on, due_reason, left_on, CASE WHEN completed_at IS NULL THEN 0 ELSE 1 END AS completed FROM assignment
      WHERE round_id = ${roundId} AND ${among(people)}`);
    return rows.map(({ completed, ...row }) => ({ ...row, isCompleted: completed === 1 }));
  }

  /** Returns how many were new: the unique index refuses a second one for the same person and round. */
  assign(roundId: RoundId, owed: readonly OwedAssignment[], now: Instant): Promise<number> {
    const rows = owed.map((assignment) => ({ id: newId<'assignment'>(), roundId, ...assignment, assignedAt: now, startedAt: null, completedAt: null }));
    return this.database.insert('assignment', rows, 'nothing');
  }

  async amend(roundId: RoundId, owed: readonly OwedAssignment[]): Promise<void> {
    const alike = new Map<string, OwedAssignment[]>();
    for (const assignment of owed) {
      const key = `${assignment.dueOn}|${assignment.dueReason}|${assignment.leftOn ?? ''}`;
      const group = alike.get(key);
      if (group) group.push(assignment);
      else alike.set(key, [assignment]);
    }
    for (const [first, ...rest] of alike.values()) {
      if (!first) continue;
      const ids = [first, ...rest].map((assignment) => assignment.personId);
      await this.database.execute(sql`
        UPDATE assignment SET due_on = ${first.dueOn}, due_reason = ${first.dueReason}, left_on = ${first.leftOn}
        WHERE round_id = ${roundId} AND person_id IN (${list(ids)})`);
    }
  }

  async withdraw(roundId: RoundId, personIds: readonly PersonId[], today: CalendarDate): Promise<void> {
    if (personIds.length === 0) return;
    await this.database.execute(sql`UPDATE assignment SET left_on = ${today} WHERE round_id = ${roundId} AND person_id IN (${list(personIds)})`);
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
}

const STRETCH = 1000;

/** An embedded database answers at once, so that a long loop over it would keep every request waiting until its end. */
function theOthersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function among(people: People): Sql {
  return 'ids' in people ? sql`person_id IN (${list(people.ids)})` : sql`person_id > ${people.after} AND person_id <= ${people.upTo}`;
}
