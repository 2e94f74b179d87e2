import type { CalendarDate } from '#kernel/calendar-date';
import type { FieldErrors, TypedValues } from '#platform/http/forms';
import type { Plan } from '../domain/completion';
import { PLAN_MINUTES, TEST_MINUTES, type UnitStanding } from '../learning.service';

type StepState = 'done' | 'current' | 'todo';

export function unitView(standing: UnitStanding, today: CalendarDate) {
  const { desk, found, turn, next, minutesLeft } = standing;
  const { assignment, text } = desk;
  const href = `/my/${assignment.id}`;
  const lessons = text.lessons.map((lesson, index) => {
    const progress = found.lessons.get(lesson.id);
    const isNext = next === 'lessons' && text.lessons.findIndex(({ id }) => !found.lessons.get(id)?.finishedAt) === index;
    const state: StepState = progress?.finishedAt ? 'done' : isNext ? 'current' : 'todo';
    return {
      title: lesson.title,
      summary: lesson.summary,
      minutes: lesson.minutes,
      href: `${href}/lessons/${lesson.id}`,
      state,
      started: progress !== undefined && progress.finishedAt === null,
    };
  });
  const done =
    lessons.filter(({ state }) => state === 'done').length + Number(turn.kind === 'passed') + Number(found.planWrittenAt !== null);
  const current = lessons.find(({ state }) => state === 'current') ?? null;
  return {
    unit: text.title,
    summary: text.summary,
    cover: text.cover,
    objectives: text.objectives,
    href,
    lessons,
    parts: { done, total: lessons.length + 2 },
    test: {
      href: `${href}/test`,
      state: stateOf(turn.kind === 'passed', next === 'test'),
      minutes: TEST_MINUTES,
      kind: turn.kind,
      score: turn.kind === 'passed' ? turn.attempt.score : null,
      total: turn.kind === 'passed' ? turn.attempt.total : null,
      until: turn.kind === 'waiting' ? turn.until : null,
    },
    plan: { href: `${href}/plan`, state: stateOf(found.planWrittenAt !== null, next === 'plan'), minutes: PLAN_MINUTES },
    next: assignment.completedAt !== null ? 'done' : (next ?? 'done'),
    nextLesson: current,
    minutesLeft,
    dueOn: assignment.dueOn,
    isLate: assignment.completedAt === null && assignment.dueOn < today,
    completedAt: assignment.completedAt,
    refusal: assignment.completedAt === null ? desk.refusal : null,
  };
}

export function planView({ desk }: UnitStanding, plan: Plan | null, typed: TypedValues, errors: FieldErrors) {
  const { assignment, text } = desk;
  const list = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return {
    unit: text.title,
    back: `/my/${assignment.id}`,
    action: `/my/${assignment.id}/plan`,
    prompt: text.plan.prompt,
    situationExample: text.plan.situationExample,
    actionExample: text.plan.actionExample,
    values: { situation: typed['situation'] ?? plan?.situation ?? '', action: typed['action'] ?? plan?.action ?? '' },
    errors: { situation: errors['situation'] ?? null, action: errors['action'] ?? null },
    errorList: list.length > 0 ? list : null,
    isWritten: plan !== null,
    /** A completed unit, or a closed round, shows the plan and takes no other. */
    isFixed: assignment.completedAt !== null || desk.refusal !== null,
  };
}

export function doneView({ desk, turn }: UnitStanding, plan: Plan | null) {
  const { assignment, text } = desk;
  return {
    unit: text.title,
    href: `/my/${assignment.id}`,
    cover: text.cover,
    skills: text.skills,
    completedAt: assignment.completedAt,
    lessons: text.lessons.length,
    score: turn.kind === 'passed' ? turn.attempt.score : null,
    total: turn.kind === 'passed' ? turn.attempt.total : null,
    plan,
  };
}

function stateOf(isDone: boolean, isNext: boolean): StepState {
  if (isDone) return 'done';
  return isNext ? 'current' : 'todo';
}
