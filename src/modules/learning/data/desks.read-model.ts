import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { AssignmentId, EditionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';
import type { Answer } from '../domain/answer';
import type { Audience, Progress } from '../domain/progress';

/** One's own assignment, with the round it belongs to. */
export interface OwnAssignment {
  readonly id: AssignmentId;
  readonly personId: PersonId;
  readonly roundId: RoundId;
  readonly editionId: EditionId;
  readonly dueOn: CalendarDate;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly leftOn: CalendarDate | null;
  readonly roundClosedAt: Instant | null;
  readonly audience: Audience;
}

export interface GivenAnswer {
  readonly answer: Answer;
  readonly correct: boolean | null;
}

/** A lesson as far as one has come, with the answer to one of its steps. */
export interface LessonPlace {
  readonly assignment: OwnAssignment;
  readonly progress: Progress | null;
  readonly given: GivenAnswer | null;
}

@Injectable()
export class DesksReadModel {
  constructor(private readonly database: Database) {}

  /** Another's assignment is not there. */
  assignment(personId: PersonId, id: AssignmentId): Promise<OwnAssignment | null> {
    return this.database.row<OwnAssignment>(sql`SELECT ${OWN_ASSIGNMENT} ${FROM} WHERE a.id = ${id} AND a.person_id = ${personId}`);
  }

  /** In rounds that have opened, what to do first in front: open before closed, the welcome of a joiner before the company's, then the newest. */
  assignments(personId: PersonId): Promise<OwnAssignment[]> {
    return this.database.rows<OwnAssignment>(sql`SELECT ${OWN_ASSIGNMENT} ${FROM} WHERE a.person_id = ${personId} ORDER BY ${WHAT_TO_DO_FIRST}`);
  }

  /** All that the page of one step needs, in one query. */
  async place(personId: PersonId, id: AssignmentId, lesson: string, step: string): Promise<LessonPlace | null> {
    const row = await this.database.row<PlaceRow>(sql`
      SELECT ${OWN_ASSIGNMENT}, p.block, p.finished_at, n.answer, n.correct ${FROM}
      LEFT JOIN lesson_progress p ON p.assignment_id = a.id AND p.lesson = ${lesson}
      LEFT JOIN lesson_answer n ON n.assignment_id = a.id AND n.lesson = ${lesson} AND n.block = ${step}
      WHERE a.id = ${id} AND a.person_id = ${personId}`);
    if (row === null) return null;
    const { block, finishedAt, answer, correct, ...assignment } = row;
    return { assignment, progress: block === null ? null : { block, finishedAt }, given: answer === null ? null : read(answer, correct) };
  }

  /** By lesson, the steps that have an answer. */
  async answeredSteps(id: AssignmentId): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const rows = await this.database.rows<{ lesson: string; block: string }>(
      sql`SELECT lesson, block FROM lesson_answer WHERE assignment_id = ${id}`,
    );
    const found = new Map<string, Set<string>>();
    for (const { lesson, block } of rows) found.set(lesson, (found.get(lesson) ?? new Set()).add(block));
    return found;
  }

  async answers(id: AssignmentId, lesson: string): Promise<ReadonlyMap<string, GivenAnswer>> {
    const rows = await this.database.rows<{ block: string; answer: string; correct: number | null }>(
      sql`SELECT block, answer, correct FROM lesson_answer WHERE assignment_id = ${id} AND lesson = ${lesson}`,
    );
    return new Map(rows.map(({ block, answer, correct }) => [block, read(answer, correct)]));
  }
}

type PlaceRow = OwnAssignment & {
  readonly block: string | null;
  readonly finishedAt: Instant | null;
  readonly answer: string | null;
  readonly correct: number | null;
};

// Whoever has not said otherwise works with the public in front: most of the examples are easier to recognise from there.
export const OWN_ASSIGNMENT = raw(`
  a.id, a.person_id, a.round_id, r.edition_id, a.due_on, a.started_at, a.completed_at, a.left_on,
  r.closed_at AS round_closed_at, COALESCE(l.audience, 'public') AS audience`);
const WHAT_TO_DO_FIRST = raw(`
  CASE WHEN a.completed_at IS NULL AND a.left_on IS NULL THEN 0 ELSE 1 END, CASE WHEN r.closed_at IS NULL THEN 0 ELSE 1 END,
  CASE WHEN r.kind = 'welcome' AND a.completed_at IS NULL THEN 0 ELSE 1 END, r.opens_on DESC, a.assigned_at DESC`);
export const FROM = raw(`FROM assignment a JOIN round r ON r.id = a.round_id AND r.opened_at IS NOT NULL LEFT JOIN learner l ON l.id = a.person_id`);

function read(answer: string, correct: number | null): GivenAnswer {
  return { answer: JSON.parse(answer) as Answer, correct: correct === null ? null : correct === 1 };
}
