import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { done, type Outcome, refused } from '#kernel/outcome';
import type { EditionBlock, LessonStep } from '#modules/curriculum';
import { NotFound } from '#platform/http/errors';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { CompletionsService } from './completions.service';
import { DesksReadModel, type GivenAnswer } from './data/desks.read-model';
import { LearnersRepository } from './data/learners.repository';
import { LessonsRepository } from './data/lessons.repository';
import { Desks, type LessonDesk, personOf } from './desks.service';
import { type AnswerRefusal, check, type Practice, type Typed } from './domain/answer';
import type { WorkRefusal } from './domain/permit';
import { type Audience, goOn, placeOf, type Progress, stepsOf, unansweredSteps, type Variant, variantOf } from './domain/progress';

/** A step as one person meets it. */
export interface StepShown {
  readonly step: LessonStep;
  readonly variant: Variant;
  readonly block: EditionBlock;
  readonly given: GivenAnswer | null;
  /** What shuffles the lines of an exercise of order. */
  readonly seed: string;
}

export type LessonPage = StepShown & {
  readonly desk: LessonDesk;
  readonly steps: readonly LessonStep[];
  readonly progress: Progress | null;
};

/** Where «continue» leads. */
export type Onward =
  | { readonly to: 'step'; readonly step: string }
  | { readonly to: 'missing'; readonly step: string; readonly count: number }
  | { readonly to: 'finished'; readonly completed: boolean };

@Injectable()
export class LessonsService {
  constructor(
    private readonly desks: Desks,
    private readonly read: DesksReadModel,
    private readonly lessons: LessonsRepository,
    private readonly learners: LearnersRepository,
    private readonly completions: CompletionsService,
    private readonly work: UnitOfWork,
  ) {}

  /** Null for a step that only the other audience has. */
  async page(ctx: Context, id: string, lessonId: string, stepId: string): Promise<LessonPage | null> {
    const { desk, progress, given } = await this.desks.openStep(ctx, id, lessonId, stepId);
    const step = stepOf(desk, stepId);
    const shown = showStep(desk, step, given);
    const steps = stepsOf(desk.lesson, desk.assignment.audience);
    return shown && steps.includes(step) ? { ...shown, desk, steps, progress } : null;
  }

  /** The step to resume at, on whatever device. */
  async place(ctx: Context, id: string, lessonId: string): Promise<string> {
    const { desk, progress } = await this.desks.openStep(ctx, id, lessonId, '');
    const step = placeOf(desk.lesson, desk.assignment.audience, progress);
    if (!step) throw new NotFound('a lesson without steps');
    return step.id;
  }

  /** Every step on one page, for paper. */
  async whole(ctx: Context, id: string, lessonId: string): Promise<{ readonly desk: LessonDesk; readonly steps: readonly StepShown[] }> {
    const desk = await this.desks.openLesson(ctx, id, lessonId);
    const answers = await this.read.answers(desk.assignment.id, lessonId);
    const shown = stepsOf(desk.lesson, desk.assignment.audience).map((step) => showStep(desk, step, answers.get(step.id) ?? null));
    return { desk, steps: shown.filter((step) => step !== null) };
  }

  /** «Continue»: notes how far one has come, and finishes the lesson from its last step when every practice has an answer. */
  async goOn(ctx: Context, id: string, lessonId: string, stepId: string): Promise<Outcome<Onward, WorkRefusal>> {
    return this.work.run(async () => {
      await this.desks.queue(ctx);
      const { desk, progress } = await this.desks.openStep(ctx, id, lessonId, stepId);
      const { audience } = desk.assignment;
      const way = goOn(desk.lesson, audience, progress, stepOf(desk, stepId));
      // After the round has closed a lesson can still be leafed through.
      if (desk.refusal) return way.next === null ? refused(desk.refusal) : done({ to: 'step', step: way.next });
      await this.desks.noteStart(ctx, desk);
      const answered = new Set((await this.read.answers(desk.assignment.id, lessonId)).keys());
      const missing = unansweredSteps(desk.lesson, audience, answered);
      const finishes = way.atEnd && missing.length === 0;
      await this.lessons.reach(desk.assignment.id, lessonId, { block: way.reached, finishedAt: finishes ? ctx.now : null }, ctx.now);
      if (way.next !== null) return done({ to: 'step', step: way.next });
      const [first] = missing;
      if (first) return done({ to: 'missing', step: first.id, count: missing.length });
      if (!finishes && progress?.finishedAt == null) return done({ to: 'step', step: way.reached });
      return done({ to: 'finished', completed: finishes && (await this.completions.settle(ctx, desk)) });
    });
  }

  async answer(
    ctx: Context,
    id: string,
    lessonId: string,
    stepId: string,
    typed: Typed,
  ): Promise<Outcome<undefined, AnswerRefusal | WorkRefusal>> {
    return this.work.run(async () => {
      await this.desks.queue(ctx);
      const { desk, given } = await this.desks.openStep(ctx, id, lessonId, stepId);
      if (desk.refusal) return refused(desk.refusal);
      const shown = showStep(desk, stepOf(desk, stepId), given);
      if (!shown || !isPracticeBlock(shown.block)) throw new NotFound('nothing to answer here');
      // The first answer to a question with a key stays; pressing again is no mistake.
      if (given && given.correct !== null) return done();
      const checked = check(shown.block, shown.variant, typed, shown.seed);
      if (!checked.ok) return checked;
      await this.desks.noteStart(ctx, desk);
      await this.lessons.begin(desk.assignment.id, lessonId, desk.lesson.steps[0]?.id ?? stepId, ctx.now);
      await this.lessons.answer(desk.assignment.id, lessonId, stepId, checked.value, ctx.now);
      return done();
    });
  }

  /** Whose examples to show, from now on and in every unit. */
  async chooseAudience(ctx: Context, audience: Audience): Promise<void> {
    await this.work.run(() => this.learners.prefer(personOf(ctx), audience));
  }
}

/** An answered step keeps the variant in which it was answered. Null where the audience has none. */
export function showStep(desk: LessonDesk, step: LessonStep, given: GivenAnswer | null): StepShown | null {
  const answered = given && step.variants[given.answer.variant] ? given.answer.variant : null;
  const variant = answered ?? variantOf(step, desk.assignment.audience);
  const block = variant && step.variants[variant];
  return variant && block ? { step, variant, block, given, seed: `${desk.assignment.id}/${desk.lesson.id}/${step.id}/${variant}` } : null;
}

function stepOf(desk: LessonDesk, stepId: string): LessonStep {
  const step = desk.lesson.steps.find((one) => one.id === stepId);
  if (!step) throw new NotFound('no such step');
  return step;
}

export function isPracticeBlock(block: EditionBlock): block is Extract<EditionBlock, Practice> {
  return block.kind === 'choice' || block.kind === 'order' || block.kind === 'write' || block.kind === 'recall' || block.kind === 'plan';
}
