import type { Instant } from '#kernel/instant';
import { plusHours } from '#kernel/instant';
import type { DrawnItem } from './draw';
import { type GradedItem, hasPassed } from './grade';

/** One sitting of a unit's test. */
export type Attempt = OpenAttempt | SubmittedAttempt;

interface Sitting {
  readonly number: number;
  readonly startedAt: Instant;
  readonly passMark: number;
  readonly total: number;
}

export interface OpenAttempt extends Sitting {
  readonly items: readonly DrawnItem[];
  readonly submittedAt: null;
  readonly score: null;
}

export interface SubmittedAttempt extends Sitting {
  readonly items: readonly GradedItem[];
  readonly submittedAt: Instant;
  readonly score: number;
}

/** After so many failed attempts a person does well to go through the explanations with their manager. The test stays open. */
export const ATTEMPTS_BEFORE_REVIEW = 3;

/** What a person can do about the test now. */
export type Turn =
  | { readonly kind: 'passed'; readonly attempt: SubmittedAttempt }
  | { readonly kind: 'open'; readonly attempt: OpenAttempt }
  | { readonly kind: 'waiting'; readonly until: Instant; readonly review: boolean }
  | { readonly kind: 'ready'; readonly number: number; readonly review: boolean };

/** `attempts` in the order of their numbers. The next one opens `retryHours` after the last was handed in. */
export function turnOf(attempts: readonly Attempt[], retryHours: number, now: Instant): Turn {
  const passed = attempts.filter(isSubmitted).find(isPassed);
  if (passed) return { kind: 'passed', attempt: passed };
  const last = attempts.at(-1);
  if (!last) return { kind: 'ready', number: 1, review: false };
  if (!isSubmitted(last)) return { kind: 'open', attempt: last };
  const until = plusHours(last.submittedAt, retryHours);
  const review = attempts.length >= ATTEMPTS_BEFORE_REVIEW;
  return now < until ? { kind: 'waiting', until, review } : { kind: 'ready', number: last.number + 1, review };
}

export function isSubmitted<A extends Attempt>(attempt: A): attempt is A & SubmittedAttempt {
  return attempt.submittedAt !== null;
}

export function isPassed(attempt: SubmittedAttempt): boolean {
  return hasPassed(attempt, attempt.passMark);
}
