import type { ImportId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { ImportMode, RosterPlan } from './roster-plan';

/** `mapping`: its headings are unknown, and somebody has to say which column is which. */
export type ImportState = 'checking' | 'mapping' | 'checked' | 'applying' | 'applied' | 'undone' | 'refused';
export type ImportSource = 'page' | 'command' | 'inbox';

/** One file that somebody brought: what it would do, and later what it did. */
export interface RosterImport {
  readonly id: ImportId;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mode: ImportMode;
  readonly source: ImportSource;
  readonly state: ImportState;
  /** Rows handled so far, while it is being checked. */
  readonly progress: number;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly returned: number;
  readonly leftCount: number;
  readonly rejected: number;
  readonly needsApproval: number;
  /** A notice as JSON (`{ code, values }`): why it was refused, or what to know before applying it. */
  readonly problem: string | null;
  readonly checkedAt: Instant;
  readonly checkedBy: PersonId | null;
  readonly appliedAt: Instant | null;
  readonly appliedBy: PersonId | null;
  readonly approvedBy: PersonId | null;
}

export function countsOf({ counts, approval }: RosterPlan) {
  const { left, ...others } = counts;
  return { ...others, leftCount: left, needsApproval: approval.length > 0 ? 1 : 0 };
}
