import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { done, type Outcome, refused } from '#kernel/outcome';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { CompletionsService } from './completions.service';
import { DesksReadModel } from './data/desks.read-model';
import { type LessonAnswer, LessonsRepository } from './data/lessons.repository';
import { type Desk, Desks, withLesson } from './desks.service';
import { type AnswerRefusal, check, type Typed } from './domain/answer';
import type { WorkRefusal } from './domain/permit';
import { stepsOf, unansweredSteps } from './domain/progress';
import { isPracticeBlock, showStep } from './lessons.service';

/** What was answered without a network: by lesson and step. */
export type HandIn = ReadonlyMap<string, ReadonlyMap<string, Typed>>;

/** Takes whole lessons at once, as a device brings them that had no network, or a session that somebody held on paper. */
@Injectable()
export class HandInsService {
  constructor(
    private readonly desks: Desks,
    private readonly read: DesksReadModel,
    private readonly lessons: LessonsRepository,
    private readonly completions: CompletionsService,
    private readonly work: UnitOfWork,
  ) {}

  /** Each answer is checked as it would be alone, and a lesson is finished when none is missing. True in the value when it completed the unit. */
  async take(ctx: Context, id: string, handIn: HandIn): Promise<Outcome<{ completed: boolean }, AnswerRefusal | WorkRefusal>> {
    return this.work.run(async () => {
      await this.desks.queue(ctx);
      const desk = await this.desks.open(ctx, id);
      if (desk.refusal) return refused(desk.refusal);
      const hasBegun = desk.assignment.startedAt !== null;
      const kept = hasBegun ? await this.read.answeredSteps(desk.assignment.id) : NOTHING_KEPT;
      const answers: LessonAnswer[] = [];
      for (const [lesson, steps] of handIn) {
        const checked = answersOf(desk, lesson, steps, kept.get(lesson) ?? NONE);
        if (!checked.ok) return checked;
        answers.push(...checked.value);
      }
      await this.desks.noteStart(ctx, desk);
      await this.lessons.answerAll(desk.assignment.id, answers, ctx.now);
      const finished = [...handIn.keys()].filter((lesson) => isFinished(desk, lesson, kept.get(lesson) ?? NONE, answers));
      await this.lessons.finish(desk.assignment.id, new Map(finished.map((lesson) => [lesson, lastStepOf(desk, lesson)])), ctx.now);
      // Whoever had not begun has neither passed a test nor written a plan.
      return done({ completed: hasBegun && (await this.completions.settle(ctx, desk)) });
    });
  }
}

/** What is new: the first answer stays. */
function answersOf(
  desk: Desk,
  lessonId: string,
  steps: ReadonlyMap<string, Typed>,
  kept: ReadonlySet<string>,
): Outcome<LessonAnswer[], AnswerRefusal> {
  const lessonDesk = withLesson(desk, lessonId);
  const answers: LessonAnswer[] = [];
  for (const step of stepsOf(lessonDesk.lesson, desk.assignment.audience)) {
    const typed = steps.get(step.id);
    const shown = typed && !kept.has(step.id) ? showStep(lessonDesk, step, null) : null;
    if (!typed || !shown || !isPracticeBlock(shown.block)) continue;
    const checked = check(shown.block, shown.variant, typed, shown.seed);
    if (!checked.ok) return checked;
    answers.push({ lesson: lessonId, block: step.id, ...checked.value });
  }
  return done(answers);
}

function isFinished(desk: Desk, lessonId: string, kept: ReadonlySet<string>, answers: readonly LessonAnswer[]): boolean {
  const answered = new Set([...kept, ...answers.filter(({ lesson }) => lesson === lessonId).map(({ block }) => block)]);
  return unansweredSteps(withLesson(desk, lessonId).lesson, desk.assignment.audience, answered).length === 0;
}

const lastStepOf = (desk: Desk, lessonId: string): string =>
  stepsOf(withLesson(desk, lessonId).lesson, desk.assignment.audience).at(-1)?.id ?? '';

const NONE: ReadonlySet<string> = new Set();
const NOTHING_KEPT: ReadonlyMap<string, ReadonlySet<string>> = new Map();
