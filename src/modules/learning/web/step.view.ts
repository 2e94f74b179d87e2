import type { EditionChoice, EditionImage, EditionOpen, EditionOrder } from '#modules/curriculum';
import { type Answer, linesShown, LONGEST_TEXT, type Typed } from '../domain/answer';
import { AUDIENCES, isPractice } from '../domain/progress';
import type { LessonDesk } from '../desks.service';
import type { LessonPage, StepShown } from '../lessons.service';

/** What somebody sent that cannot be taken as it is: the page comes back with it. */
export type TypedAnswer = Typed & { readonly error: string };

/** One step on one screen. What explains an answer is in it only once there is an answer. */
export function stepView(found: LessonPage, typed: TypedAnswer | null) {
  const { desk, steps, step, progress } = found;
  const index = steps.indexOf(step);
  const base = `/my/${desk.assignment.id}/lessons/${desk.lesson.id}`;
  const previous = steps[index - 1];
  return {
    lesson: desk.lesson.title,
    unit: desk.text.title,
    unitHref: `/my/${desk.assignment.id}`,
    number: index + 1,
    total: steps.length,
    isLast: index === steps.length - 1,
    isFinished: Boolean(progress?.finishedAt),
    previous: previous ? `${base}/${previous.id}` : null,
    action: `${base}/${step.id}`,
    print: `${base}/print`,
    isClosed: desk.refusal !== null,
    audience: {
      action: `${base}/audience`,
      step: step.id,
      choices: AUDIENCES.map((audience) => ({ audience, current: desk.assignment.audience === audience })),
    },
    errorList: typed ? [{ field: fieldOf(found), message: typed.error }] : null,
    ...blockView(found, typed),
  };
}

/** The whole lesson on paper. */
export function sheetView({ desk, steps }: { readonly desk: LessonDesk; readonly steps: readonly StepShown[] }) {
  return {
    lesson: desk.lesson.title,
    unit: desk.text.title,
    summary: desk.lesson.summary,
    minutes: desk.lesson.minutes,
    back: `/my/${desk.assignment.id}/lessons/${desk.lesson.id}`,
    steps: steps.map((shown) => blockView(shown, null)),
  };
}

function blockView(shown: StepShown, typed: TypedAnswer | null) {
  const { block, given, seed } = shown;
  const answer = given?.answer ?? null;
  const empty = { picture: null as EditionImage | null, choice: null, order: null, open: null };
  const about = {
    kind: block.kind,
    title: block.title,
    isPractice: isPractice(block),
    isAnswered: given !== null,
    correct: given?.correct ?? null,
  };
  switch (block.kind) {
    case 'case':
    case 'idea':
    case 'model-bad':
    case 'model-good':
      return { ...about, ...empty, html: block.html };
    case 'image':
      return { ...about, ...empty, html: block.html, picture: block.image };
    case 'choice':
      return { ...about, ...empty, html: block.promptHtml, choice: choiceView(block, answer) };
    case 'order':
      return { ...about, ...empty, html: block.promptHtml, order: orderView(block, answer, seed, typed) };
    case 'write':
    case 'recall':
    case 'plan':
      return { ...about, ...empty, html: block.promptHtml, open: openView(block, answer, typed) };
  }
}

function choiceView({ options }: EditionChoice, answer: Answer | null) {
  const chosen = answer?.kind === 'choice' ? answer.option : null;
  return {
    options: options.map(({ id, html }) => ({ id, html })),
    explained:
      chosen === null ? null : options.map(({ id, correct, html, whyHtml }) => ({ html, whyHtml, correct, chosen: id === chosen })),
  };
}

function orderView({ steps, afterHtml }: EditionOrder, answer: Answer | null, seed: string, typed: TypedAnswer | null) {
  const given = answer?.kind === 'order' ? answer.order : null;
  const places = steps.map((_, index) => String(index + 1));
  return {
    // Only places of the shuffled list leave the server: the ids say the right order.
    lines: linesShown(steps, seed).map(({ html }, index) => ({
      name: `place-${index}`,
      html,
      options: places.map((place) => ({ place, selected: typed?.places[index] === place })),
    })),
    explained:
      given === null
        ? null
        : {
            steps: steps.map(({ id, html }, index) => ({ html, place: given.indexOf(id) + 1, isRight: given[index] === id })),
            afterHtml,
          },
  };
}

function openView({ afterHtml }: EditionOpen, answer: Answer | null, typed: TypedAnswer | null) {
  const text = answer?.kind === 'text' ? answer.text : null;
  return { text: typed?.text ?? text ?? '', own: text, afterHtml: text === null ? null : afterHtml, limit: LONGEST_TEXT };
}

function fieldOf({ block }: StepShown): string {
  if (block.kind === 'choice') return 'option';
  return block.kind === 'order' ? 'place-0' : 'text';
}
