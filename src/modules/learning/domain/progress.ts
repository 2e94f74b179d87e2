import type { Instant } from '#kernel/instant';

export const AUDIENCES = ['public', 'internal'] as const;
/** Whose work the examples show: with customers in front, or for colleagues. */
export type Audience = (typeof AUDIENCES)[number];
/** A variant of a step: one for each audience, or one for both. */
export type Variant = Audience | 'both';

/** A lesson, as far as finding one's way goes. */
export interface LessonShape<Step extends StepShape = StepShape> {
  readonly id: string;
  readonly steps: readonly Step[];
}

export interface StepShape {
  readonly id: string;
  readonly kind: string;
  readonly variants: Readonly<Partial<Record<Variant, unknown>>>;
}

/** How far somebody is in a lesson: `block` is the furthest step reached, so going back to read again loses nothing. */
export interface Progress {
  readonly block: string;
  readonly finishedAt: Instant | null;
}

export function isAudience(text: unknown): text is Audience {
  return AUDIENCES.includes(text as Audience);
}

/** The steps of a lesson for an audience, in their order. */
export function stepsOf<Step extends StepShape>(lesson: LessonShape<Step>, audience: Audience): readonly Step[] {
  return lesson.steps.filter((step) => variantOf(step, audience) !== null);
}

export function variantOf(step: StepShape, audience: Audience): Variant | null {
  if (step.variants[audience] !== undefined) return audience;
  return step.variants.both === undefined ? null : 'both';
}

/** Practices wait for something of the person's own; the rest is read. */
export function isPractice(step: Pick<StepShape, 'kind'>): boolean {
  return ['choice', 'order', 'write', 'recall', 'plan'].includes(step.kind);
}

/** Where to resume: the furthest step reached, or the next that this audience has; the first when the lesson is finished or new. */
export function placeOf<Step extends StepShape>(lesson: LessonShape<Step>, audience: Audience, progress: Progress | null): Step | null {
  const steps = stepsOf(lesson, audience);
  if (progress === null || progress.finishedAt !== null) return steps[0] ?? null;
  const reached = indexIn(lesson, progress.block);
  return steps.find((step) => lesson.steps.indexOf(step) >= reached) ?? steps.at(-1) ?? null;
}

export interface Way {
  /** The furthest step now. */
  readonly reached: string;
  /** Where «continue» leads; null from the last step. */
  readonly next: string | null;
  /** True when the last step has been reached and continued from. */
  readonly atEnd: boolean;
}

/**
 * «Continue» on a step. Only the step that somebody has reached brings them further: opening a later one by its address,
 * or an old tab, moves nothing.
 */
export function goOn(lesson: LessonShape, audience: Audience, progress: Progress | null, from: StepShape): Way {
  const steps = stepsOf(lesson, audience);
  const next = steps[steps.indexOf(from) + 1]?.id ?? null;
  const reached = placeOf(lesson, audience, progress && { ...progress, finishedAt: null });
  if (reached?.id !== from.id) return { reached: progress?.block ?? reached?.id ?? from.id, next, atEnd: false };
  return { reached: next ?? from.id, next, atEnd: next === null };
}

/** The practices that still wait for an answer. A lesson is finished when its last step was continued from and none is left. */
export function unansweredSteps<Step extends StepShape>(
  lesson: LessonShape<Step>,
  audience: Audience,
  answered: ReadonlySet<string>,
): readonly Step[] {
  return stepsOf(lesson, audience).filter((step) => isPractice(step) && !answered.has(step.id));
}

/** Minutes that are left of a lesson, by the share of steps not yet reached; never less than one before it is finished. */
export function minutesLeft(lesson: LessonShape & { readonly minutes: number }, audience: Audience, progress: Progress | null): number {
  if (progress?.finishedAt) return 0;
  const steps = stepsOf(lesson, audience);
  const place = placeOf(lesson, audience, progress);
  const behind = place === null ? 0 : steps.findIndex((step) => step.id === place.id);
  return Math.max(1, Math.ceil((lesson.minutes * (steps.length - behind)) / Math.max(1, steps.length)));
}

function indexIn(lesson: LessonShape, block: string): number {
  return Math.max(
    0,
    lesson.steps.findIndex((step) => step.id === block),
  );
}
