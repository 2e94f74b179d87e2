import { done, type Outcome, refused } from '#kernel/outcome';
import type { Variant } from './progress';
import { disorder } from './shuffle';

/** What somebody answered to a practice, with the variant that they saw: a change of audience does not change the question of an old answer. */
export type Answer =
  | { readonly kind: 'choice'; readonly variant: Variant; readonly option: string }
  | { readonly kind: 'order'; readonly variant: Variant; readonly order: readonly string[] }
  | { readonly kind: 'text'; readonly variant: Variant; readonly text: string };

export interface CheckedAnswer {
  readonly answer: Answer;
  /** null where there is no right and wrong. */
  readonly correct: boolean | null;
}

/** A practice, as far as checking goes. */
export type Practice =
  | { readonly kind: 'choice'; readonly options: readonly { readonly id: string; readonly correct: boolean }[] }
  | { readonly kind: 'order'; readonly steps: readonly { readonly id: string }[] }
  | { readonly kind: 'write' | 'recall' | 'plan' };

/** What the form of a practice sends; only the part that its kind asks for is read. */
export interface Typed {
  readonly option: string;
  /** For each line of the exercise as it was shown, the place (from 1) that the person gave it. */
  readonly places: readonly string[];
  readonly text: string;
}

export const LONGEST_TEXT = 600;

export type AnswerRefusal = 'nothing-chosen' | 'order-incomplete' | 'nothing-written' | 'too-long';

/** `seed` is the one that shuffled the lines of an exercise of order. */
export function check(practice: Practice, variant: Variant, typed: Typed, seed: string): Outcome<CheckedAnswer, AnswerRefusal> {
  switch (practice.kind) {
    case 'choice': {
      const chosen = practice.options.find(({ id }) => id === typed.option);
      return chosen ? done({ answer: { kind: 'choice', variant, option: chosen.id }, correct: chosen.correct }) : refused('nothing-chosen');
    }
    case 'order':
      return checkOrder(practice.steps, variant, typed.places, seed);
    case 'write':
    case 'recall':
    case 'plan':
      return checkText(variant, typed.text);
  }
}

/** The lines of an exercise of order as they are shown: the same for the same person each time, and never in the right order. */
export function linesShown<Step extends { readonly id: string }>(steps: readonly Step[], seed: string): readonly Step[] {
  return disorder(steps, seed);
}

function checkOrder(
  steps: readonly { readonly id: string }[],
  variant: Variant,
  places: readonly string[],
  seed: string,
): Outcome<CheckedAnswer, AnswerRefusal> {
  const order = steps.map((_, index) => linesShown(steps, seed)[places.indexOf(String(index + 1))]?.id);
  const isWhole = order.every((id) => id !== undefined) && new Set(places.slice(0, steps.length)).size === steps.length;
  if (!isWhole) return refused('order-incomplete');
  return done({ answer: { kind: 'order', variant, order }, correct: steps.every(({ id }, index) => order[index] === id) });
}

function checkText(variant: Variant, typed: string): Outcome<CheckedAnswer, AnswerRefusal> {
  const text = typed.replaceAll('\r\n', '\n').trim();
  if (text === '') return refused('nothing-written');
  if (text.length > LONGEST_TEXT) return refused('too-long', { limit: LONGEST_TEXT, length: text.length });
  return done({ answer: { kind: 'text', variant, text }, correct: null });
}
