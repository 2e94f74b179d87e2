/** What somebody has done of a unit. */
export interface Standing {
  readonly lessons: number;
  readonly lessonsDone: number;
  readonly testPassed: boolean;
  readonly planWritten: boolean;
}

/** The part that comes next; the plan is asked for last but may be written at any time. */
export type Part = 'lessons' | 'test' | 'plan';

/** If this happens, then I do that. */
export interface Plan {
  readonly situation: string;
  readonly action: string;
}

/** The one rule that decides a completion: every lesson done, test passed, if-then plan written. */
export function isComplete(standing: Standing): boolean {
  return nextPart(standing) === null;
}

export function nextPart({ lessons, lessonsDone, testPassed, planWritten }: Standing): Part | null {
  if (lessonsDone < lessons) return 'lessons';
  if (!testPassed) return 'test';
  return planWritten ? null : 'plan';
}
