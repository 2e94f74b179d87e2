import { Injectable } from '@nestjs/common';
import type { AssignmentId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { CheckedAnswer } from '../domain/answer';
import type { Progress } from '../domain/progress';

export type LessonAnswer = CheckedAnswer & { readonly lesson: string; readonly block: string };

@Injectable()
export class LessonsRepository {
  constructor(private readonly database: Database) {}

  /** A lesson once finished stays finished. */
  async reach(id: AssignmentId, lesson: string, { block, finishedAt }: Progress, at: Instant): Promise<void> {
    await this.database.execute(sql`
      INSERT INTO lesson_progress (assignment_id, lesson, block, started_at, updated_at, finished_at)
      VALUES (${id}, ${lesson}, ${block}, ${at}, ${at}, ${finishedAt})
      ON CONFLICT (assignment_id, lesson) DO UPDATE
      SET block = excluded.block, updated_at = excluded.updated_at, finished_at = COALESCE(lesson_progress.finished_at, excluded.finished_at)`);
  }

  /** Begins a lesson for whoever answers before pressing «continue» once; moves nobody who has begun. */
  async begin(id: AssignmentId, lesson: string, block: string, at: Instant): Promise<void> {
    await this.database.execute(sql`
      INSERT INTO lesson_progress (assignment_id, lesson, block, started_at, updated_at, finished_at)
      VALUES (${id}, ${lesson}, ${block}, ${at}, ${at}, NULL)
      ON CONFLICT (assignment_id, lesson) DO UPDATE SET updated_at = excluded.updated_at`);
  }

  /** Where there is right and wrong the first answer stays: after it the page has said which is which. A text may be written again. */
  async answer(id: AssignmentId, lesson: string, block: string, { answer, correct }: CheckedAnswer, at: Instant): Promise<void> {
    await this.database.execute(sql`
      INSERT INTO lesson_answer (assignment_id, lesson, block, answer, correct, answered_at)
      VALUES (${id}, ${lesson}, ${block}, ${JSON.stringify(answer)}, ${correct === null ? null : Number(correct)}, ${at})
      ON CONFLICT (assignment_id, lesson, block) DO UPDATE
      SET answer = excluded.answer, answered_at = excluded.answered_at WHERE lesson_answer.correct IS NULL`);
  }

  /** Many first answers at once. */
  async answerAll(id: AssignmentId, answers: readonly LessonAnswer[], at: Instant): Promise<void> {
    const rows = answers.map(({ lesson, block, answer, correct }) => ({
      assignmentId: id,
      lesson,
      block,
      answer: JSON.stringify(answer),
      correct: correct === null ? null : Number(correct),
      answeredAt: at,
    }));
    await this.database.insert('lesson_answer', rows, 'nothing');
  }

  /** Lessons with the last step of each; one that was finished before stays as it was. */
  async finish(id: AssignmentId, lessons: ReadonlyMap<string, string>, at: Instant): Promise<void> {
    const [first, ...rest] = [...lessons].map(([lesson, block]) => sql`(${id}, ${lesson}, ${block}, ${at}, ${at}, ${at})`);
    if (!first) return;
    const rows = rest.reduce((all, row) => sql`${all}, ${row}`, first);
    await this.database.execute(sql`
      INSERT INTO lesson_progress (assignment_id, lesson, block, started_at, updated_at, finished_at) VALUES ${rows}
      ON CONFLICT (assignment_id, lesson) DO UPDATE
      SET block = excluded.block, updated_at = excluded.updated_at, finished_at = COALESCE(lesson_progress.finished_at, excluded.finished_at)`);
  }
}
