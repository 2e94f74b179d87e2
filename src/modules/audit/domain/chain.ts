import { createHash } from 'node:crypto';

export interface ChainedLine {
  readonly seq: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: string;
  readonly previousHash: string;
}

/** What the first line follows. */
export const BEGINNING = '0'.repeat(64);

/** Each line carries the hash of all that came before it, so that no line can be changed, moved or taken out unseen. */
export function hashOf(line: ChainedLine): string {
  const { seq, at, actorId, actorName, action, subjectType, subjectId, detail, previousHash } = line;
  return createHash('sha256')
    .update(JSON.stringify([seq, at, actorId, actorName, action, subjectType, subjectId, detail, previousHash]))
    .digest('hex');
}

/** The number of the first line that does not follow from the one before it; null when the chain holds. */
export function firstBreak(
  lines: readonly (ChainedLine & { readonly hash: string })[],
  after: { seq: number; hash: string },
): number | null {
  let last = after;
  for (const line of lines) {
    if (line.seq !== last.seq + 1 || line.previousHash !== last.hash || line.hash !== hashOf(line)) return line.seq;
    last = line;
  }
  return null;
}
