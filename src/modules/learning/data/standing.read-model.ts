import { Injectable } from '@nestjs/common';
import type { AssignmentId, AttemptId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql, type Sql } from '#platform/database/sql';
import type { Attempt } from '../domain/attempt';
import type { Progress } from '../domain/progress';
import { FROM, OWN_ASSIGNMENT, type OwnAssignment } from './desks.read-model';

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

  async of(id: AssignmentId): Promise<Done> {
    return doneIn(await this.database.rows<Piece>(donePieces(id)));
  }

  /** One's own assignment with what has been done of it, in one query. Another's is not there. */
  async withAssignment(personId: PersonId, id: AssignmentId): Promise<{ readonly assignment: OwnAssignment; readonly found: Done } | null> {
    const rows = await this.database.rows<OwnAssignment & (Piece | { readonly kind: null })>(sql`
      SELECT ${OWN_ASSIGNMENT}, done.* ${FROM} LEFT JOIN (${donePieces(id)}) AS done ON TRUE WHERE a.id = ${id} AND a.person_id = ${personId}`);
    const [assignment] = rows;
    return assignment ? { assignment, found: doneIn(rows.filter((row) => row.kind !== null)) } : null;
  }
}

/** Three tables in one query: lessons, attempts, plan. */
function donePieces(id: AssignmentId): Sql {
  return sql`
    SELECT 'lesson' AS kind, '' AS piece_id, lesson AS name, block AS body, started_at AS begun_at, finished_at AS ended_at,
      CAST(NULL AS integer) AS number, CAST(NULL AS integer) AS score, CAST(NULL AS integer) AS pass_mark, CAST(NULL AS integer) AS total
    FROM lesson_progress WHERE assignment_id = ${id}
    UNION ALL
    SELECT 'attempt', id, '', items, started_at, submitted_at, number, score, pass_mark, total FROM attempt WHERE assignment_id = ${id}
    UNION ALL
    SELECT 'plan', '', '', '', written_at, written_at, NULL, NULL, NULL, NULL FROM if_then_plan WHERE assignment_id = ${id}`;
}

interface Piece {
  readonly kind: 'lesson' | 'attempt' | 'plan';
  readonly pieceId: AttemptId;
  readonly name: string;
  readonly body: string;
  readonly begunAt: Instant;
  readonly endedAt: Instant | null;
  readonly number: number;
  readonly score: number | null;
  readonly passMark: number;
  readonly total: number;
}

function doneIn(pieces: readonly Piece[]): Done {
  return {
    lessons: new Map(
      pieces.filter(({ kind }) => kind === 'lesson').map(({ name, body, endedAt }) => [name, { block: body, finishedAt: endedAt }]),
    ),
    attempts: pieces
      .filter(({ kind }) => kind === 'attempt')
      .map(readAttempt)
      .sort((a, b) => a.number - b.number),
    planWrittenAt: pieces.find(({ kind }) => kind === 'plan')?.begunAt ?? null,
  };
}

function readAttempt({ pieceId, body, begunAt, endedAt, number, score, passMark, total }: Piece): StoredAttempt {
  return {
    id: pieceId,
    number,
    startedAt: begunAt,
    submittedAt: endedAt,
    score,
    passMark,
    total,
    items: JSON.parse(body) as unknown,
  } as StoredAttempt;
}
