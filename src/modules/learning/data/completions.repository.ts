import { Injectable } from '@nestjs/common';
import { newId, type AssignmentId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Plan } from '../domain/completion';
import type { CompletionEntity } from './completion.entity';

@Injectable()
export class CompletionsRepository {
  constructor(private readonly database: Database) {}

  plan(id: AssignmentId): Promise<Plan | null> {
    return this.database.row<Plan>(sql`SELECT situation, action FROM if_then_plan WHERE assignment_id = ${id}`);
  }

  async writePlan(id: AssignmentId, { situation, action }: Plan, at: Instant): Promise<void> {
    await this.database.execute(sql`
      INSERT INTO if_then_plan (assignment_id, situation, action, written_at) VALUES (${id}, ${situation}, ${action}, ${at})
      ON CONFLICT (assignment_id) DO UPDATE SET situation = excluded.situation, action = excluded.action, written_at = excluded.written_at`);
  }

  /** False when there is one already, of this assignment or of the same edition in another round. */
  async complete(completion: Omit<CompletionEntity, 'id'>): Promise<boolean> {
    return (await this.database.insert('completion', [{ id: newId(), ...completion }], 'nothing')) === 1;
  }
}
