import type { DrawnItem } from './draw';

/** A question after grading: frozen with the attempt, so that a later look needs no key. */
export interface GradedItem extends DrawnItem {
  readonly right: boolean;
}

export interface Key {
  readonly id: string;
  readonly options: readonly { readonly id: string; readonly correct: boolean }[];
}

export interface Grade {
  readonly items: readonly GradedItem[];
  readonly score: number;
}

/** One point for each right answer; an item without an answer is wrong. `answers` maps items to options. */
export function grade(drawn: readonly DrawnItem[], answers: ReadonlyMap<string, string>, bank: readonly Key[]): Grade {
  const rightOptions = new Map(bank.map((item) => [item.id, item.options.find((option) => option.correct)?.id]));
  const items = drawn.map((one) => {
    const answer = answers.get(one.item);
    return { ...one, right: answer !== undefined && answer === rightOptions.get(one.item) };
  });
  return { items, score: items.filter(({ right }) => right).length };
}

/** Enough points, and every critical item right. */
export function hasPassed({ items, score }: Grade, passMark: number): boolean {
  return score >= passMark && items.every(({ critical, right }) => !critical || right);
}

/** Places (from 1) of the items that have no answer yet. */
export function unansweredPlaces(drawn: readonly DrawnItem[], answers: ReadonlyMap<string, string>): readonly number[] {
  return drawn.flatMap(({ item }, index) => (answers.has(item) ? [] : [index + 1]));
}
