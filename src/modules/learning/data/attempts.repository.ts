import { Injectable } from '@nestjs/common';
import type { AssignmentId, AttemptId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { OpenAttempt } from '../domain/attempt';
import type { Grade } from '../domain/grade';

@Injectable()
export class AttemptsRepository {
  constructor(private readonly database: Database) {}

  /** False when an attempt of that number exists: the unique index lets one through. */
  async start(id: AttemptId, assignmentId: AssignmentId, { items, ...attempt }: OpenAttempt): Promise<boolean> {
    return (await this.database.insert('attempt', [{ id, assignmentId, ...attempt, items: JSON.stringify(items) }], 'nothing')) === 1;
  }

  /** Items to options. */
  async answers(id: AttemptId): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ item: string; optionId: string }>(
      sql`SELECT item, option_id FROM attempt_answer WHERE attempt_id = ${id}`,
    );
    return new Map(rows.map(({ item, optionId }) => [item, optionId]));
  }

  /** All at once; a later answer to the same item replaces the earlier. */
  async save(id: AttemptId, answers: ReadonlyMap<string, string>, at: Instant): Promise<void> {
    const [first, ...rest] = [...answers].map(([item, option]) => sql`(${id}, ${item}, ${option}, ${at})`);
    if (!first) return;
    const rows = rest.reduce((all, row) => sql`${all}, ${row}`, first);
    await this.database.execute(sql`
      INSERT INTO attempt_answer (attempt_id, item, option_id, answered_at) VALUES ${rows}
      ON CONFLICT (attempt_id, item) DO UPDATE SET option_id = excluded.option_id, answered_at = excluded.answered_at
      WHERE attempt_answer.option_id <> excluded.option_id`);
  }

  /** False when it was handed in before. */
  async submit(id: AttemptId, { items, score }: Grade, at: Instant): Promise<boolean> {
    const changed = await this.database.execute(sql`
      UPDATE attempt SET submitted_at = ${at}, score = ${score}, items = ${JSON.stringify(items)} WHERE id = ${id} AND submitted_at IS NULL`);
    return changed === 1;
  }
}
