import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { AssignmentId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { EditionImage } from '#modules/curriculum';
import { standingOf } from './completions.service';
import { type Done, StandingReadModel } from './data/standing.read-model';
import { type Desk, Desks } from './desks.service';
import { type Turn, turnOf } from './domain/attempt';
import { nextPart, type Part } from './domain/completion';
import { minutesLeft } from './domain/progress';

/** The unit that somebody is in, as the first page shows it. */
export interface CurrentUnit {
  readonly assignmentId: AssignmentId;
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  readonly cover: EditionImage;
  readonly dueOn: CalendarDate;
  readonly lessonsDone: number;
  readonly lessons: number;
}

/** The one thing to do now. `href` is where its button leads. */
export type NextStep =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'lesson';
      readonly unit: CurrentUnit;
      readonly href: string;
      readonly lesson: { readonly title: string; readonly number: number; readonly started: boolean; readonly minutesLeft: number };
      readonly minutesLeft: number;
    }
  | { readonly kind: 'test'; readonly unit: CurrentUnit; readonly href: string; readonly started: boolean; readonly minutesLeft: number }
  | { readonly kind: 'waiting'; readonly unit: CurrentUnit; readonly href: string; readonly until: Instant; readonly review: boolean }
  | { readonly kind: 'plan'; readonly unit: CurrentUnit; readonly href: string; readonly minutesLeft: number }
  | { readonly kind: 'completed'; readonly unit: CurrentUnit; readonly href: string; readonly completedAt: Instant };

/** A unit as its own page shows it. */
export interface UnitStanding {
  readonly desk: Desk;
  readonly found: Done;
  readonly turn: Turn;
  /** Null when everything is done. */
  readonly next: Part | null;
  readonly minutesLeft: number;
}

/** What the test and the plan take, as people have told. */
export const TEST_MINUTES = 12;
export const PLAN_MINUTES = 3;

/** What learning says of where somebody stands. */
@Injectable()
export class LearningService {
  constructor(
    private readonly desks: Desks,
    private readonly standings: StandingReadModel,
  ) {}

  async unit(ctx: Context, id: string): Promise<UnitStanding> {
    const { desk, found } = await this.desks.openWithDone(ctx, id);
    return standingAt(ctx, desk, found);
  }

  /** The open assignment that came last; where that is done, or there is none, it says so. */
  async nextStep(ctx: Context, personId: PersonId): Promise<NextStep> {
    const open = (await this.desks.all(ctx, personId)).filter(({ refusal }) => refusal === null);
    const current = open.find(({ assignment }) => assignment.completedAt === null) ?? open[0];
    if (!current) return { kind: 'nothing' };
    return stepOf(standingAt(ctx, current, await this.standings.of(current.assignment.id)));
  }
}

function standingAt(ctx: Context, desk: Desk, found: Done): UnitStanding {
  const standing = standingOf(desk, found, ctx);
  return {
    desk,
    found,
    turn: turnOf(found.attempts, desk.edition.test.retryHours, ctx.now),
    next: nextPart(standing),
    minutesLeft: minutesOfLessons(desk, found) + (standing.testPassed ? 0 : TEST_MINUTES) + (standing.planWritten ? 0 : PLAN_MINUTES),
  };
}

function minutesOfLessons({ text, assignment }: Desk, found: Done): number {
  return text.lessons.reduce((sum, lesson) => sum + minutesLeft(lesson, assignment.audience, found.lessons.get(lesson.id) ?? null), 0);
}

function stepOf(standing: UnitStanding): NextStep {
  const { desk, found, turn, next, minutesLeft: left } = standing;
  const unit = currentUnit(standing);
  const { completedAt } = desk.assignment;
  if (completedAt !== null) return { kind: 'completed', unit, href: `${unit.href}/done`, completedAt };
  const index = desk.text.lessons.findIndex(({ id }) => !found.lessons.get(id)?.finishedAt);
  const lesson = desk.text.lessons[index];
  if (lesson) {
    const progress = found.lessons.get(lesson.id) ?? null;
    const about = {
      title: lesson.title,
      number: index + 1,
      started: progress !== null,
      minutesLeft: minutesLeft(lesson, desk.assignment.audience, progress),
    };
    return { kind: 'lesson', unit, href: `${unit.href}/lessons/${lesson.id}`, lesson: about, minutesLeft: left };
  }
  if (turn.kind === 'waiting') return { kind: 'waiting', unit, href: `${unit.href}/test`, until: turn.until, review: turn.review };
  if (next === 'test') return { kind: 'test', unit, href: `${unit.href}/test`, started: turn.kind === 'open', minutesLeft: left };
  return { kind: 'plan', unit, href: `${unit.href}/plan`, minutesLeft: left };
}

function currentUnit({ desk: { assignment, text }, found }: UnitStanding): CurrentUnit {
  return {
    assignmentId: assignment.id,
    href: `/my/${assignment.id}`,
    title: text.title,
    summary: text.summary,
    cover: text.cover,
    dueOn: assignment.dueOn,
    lessonsDone: text.lessons.filter(({ id }) => found.lessons.get(id)?.finishedAt).length,
    lessons: text.lessons.length,
  };
}
