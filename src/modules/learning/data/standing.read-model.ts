import { Injectable } from '@nestjs/common';
import type { AssignmentId, AttemptId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Attempt } from '../domain/attempt';
import type { Progress } from '../domain/progress';

export type StoredAttempt = Attempt & { readonly id: AttemptId };

/** Everything that decides what is left of an assignment. */
export interface Done {
  readonly lessons: ReadonlyMap<string, Progress>;
  /** In the order of their numbers. */
  readonly attempts: readonly StoredAttempt[];
  readonly planWrittenAt: Instant | null;
}

@Injectable()
export class StandingReadModel {
  constructor(private readonly database: Database) {}

  /** Three tables in one query: lessons, attempts, plan. */
  async of(id: AssignmentId): Promise<Done> {
    const rows = await this.database.rows<Row>(sql`
      SELECT 'lesson' AS kind, id, lesson AS name, block AS body, started_at, finished_at AS ended_at,
        CAST(NULL AS integer) AS number, CAST(NULL AS integer) AS score, CAST(NULL AS integer) AS pass_mark, CAST(NULL AS integer) AS total
      FROM lesson_progress WHERE assignment_id = ${id}
      UNION ALL
      SELECT 'attempt', id, '', items, started_at, submitted_at, number, score, pass_mark, total FROM attempt WHERE assignment_id = ${id}
      UNION ALL
      SELECT 'plan', id, '', '', written_at, written_at, NULL, NULL, NULL, NULL FROM if_then_plan WHERE assignment_id = ${id}`);
    return {
      lessons: new Map(rows.filter(({ kind }) => kind === 'lesson').map(({ name, body, endedAt }) => [name, { block: body, finishedAt: endedAt }])),
      attempts: rows
        .filter(({ kind }) => kind === 'attempt')
        .map(readAttempt)
        .sort((a, b) => a.number - b.number),
      planWrittenAt: rows.find(({ kind }) => kind === 'plan')?.startedAt ?? null,
    };
  }
}

interface Row {
  readonly kind: 'lesson' | 'attempt' | 'plan';
  readonly id: AttemptId;
  readonly name: string;
  readonly body: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly number: number;
  readonly score: number | null;
  readonly passMark: number;
  readonly total: number;
}

function readAttempt({ id, body, startedAt, endedAt, number, score, passMark, total }: Row): StoredAttempt {
  return { id, number, startedAt, submittedAt: endedAt, score, passMark, total, items: JSON.parse(body) as unknown } as StoredAttempt;
}
