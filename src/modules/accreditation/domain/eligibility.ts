import type { Instant } from '#kernel/instant';

/** What is known of somebody and a round, as far as a diploma is concerned. */
export interface Standing {
  readonly completedAt: Instant | null;
  readonly score: number;
  readonly passMark: number;
  readonly diplomaIssuedAt: Instant | null;
}

export type Eligibility = 'due' | 'issued' | 'not-completed' | 'not-passed';

/**
 * The one rule that decides a diploma, for the issuer, the screens, the reports and the audit:
 * every completion whose test was passed is accredited, once. Leaving the company later takes nothing away.
 */
export function eligibilityOf({ completedAt, score, passMark, diplomaIssuedAt }: Standing): Eligibility {
  if (diplomaIssuedAt !== null) return 'issued';
  if (completedAt === null) return 'not-completed';
  return score >= passMark ? 'due' : 'not-passed';
}
