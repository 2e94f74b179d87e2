import { Injectable } from '@nestjs/common';
import type { AssignmentId, PersonId, RoundId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { EarlierDue } from '../domain/earlier-due';
import { among, type People } from './assignments.repository';

/** The due dates that no longer hold, so that a day of the past can be asked. Of what is completed they stay as they were. */
@Injectable()
export class EarlierDues {
  constructor(private readonly database: Database) {}

  /** After the assignments themselves: from now on these are all of them. */
  async keep(roundId: RoundId, people: People, all: readonly EarlierDue[]): Promise<void> {
    const stored = await this.database.rows<EarlierDue>(sql`
      SELECT a.person_id, v.until_at, v.due_on, v.due_reason, v.absence_days, v.extension_days
      FROM assignment a JOIN earlier_due v ON v.assignment_id = a.id WHERE a.round_id = ${roundId} AND ${among(people)} AND a.completed_at IS NULL
      ORDER BY v.until_at`);
    const [before, after] = [textsOf(stored), textsOf(all)];
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((personId) => before.get(personId) !== after.get(personId));
    if (changed.length === 0) return;
    const ids = await this.database.rows<{ id: AssignmentId; personId: PersonId }>(
      sql`SELECT id, person_id FROM assignment WHERE round_id = ${roundId} AND completed_at IS NULL AND person_id IN (${list(changed)})`,
    );
    const idOf = new Map(ids.map(({ id, personId }) => [personId, id]));
    if (ids.length > 0) await this.database.execute(sql`DELETE FROM earlier_due WHERE assignment_id IN (${list([...idOf.values()])})`);
    const rows = all.flatMap(({ personId, ...due }) => (after.get(personId) === before.get(personId) ? [] : { assignmentId: idOf.get(personId), ...due }));
    await this.database.insert('earlier_due', rows.filter(({ assignmentId }) => assignmentId !== undefined));
  }
}

function textsOf(dues: readonly EarlierDue[]): Map<PersonId, string> {
  const texts = new Map<PersonId, string>();
  for (const { personId, untilAt, dueOn, dueReason, absenceDays, extensionDays } of dues)
    texts.set(personId, `${texts.get(personId) ?? ''} ${[untilAt, dueOn, dueReason, absenceDays, extensionDays].join('|')}`);
  return texts;
}
