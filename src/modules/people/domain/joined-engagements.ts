import type { EngagementId } from '#kernel/id';
import { isSameEmployer } from './engagement-change';
import { type Engagement, overlap, type Span } from './person';

/** An engagement whose days change when two records become one person. */
export interface Redated {
  readonly id: EngagementId;
  readonly was: Span;
  readonly now: Span;
}

/**
 * One employer has nobody twice on one day. Where two engagements of the two records lie over each other, the earlier ends where the
 * later begins, and one that lies within the other shrinks to nothing; where it is all the same, the kept record's stands. Every day
 * that either had is still there, once.
 */
export function redated(kept: readonly Engagement[], merged: readonly Engagement[]): Redated[] {
  const all = [...kept, ...merged];
  const spans = new Map<EngagementId, Span>(all.map(({ id, fromOn, untilOn }) => [id, { fromOn, untilOn }]));
  for (const other of merged)
    for (const own of kept) {
      const [mine, its] = [spans.get(own.id) ?? own, spans.get(other.id) ?? other];
      if (!isSameEmployer(own, other) || !overlap(mine, its)) continue;
      const step = yielding(mine, its);
      spans.set(step.of === 'kept' ? own.id : other.id, step.now);
    }
  return all.flatMap(({ id, fromOn, untilOn }): Redated[] => {
    const now = spans.get(id);
    return !now || now.untilOn === untilOn ? [] : [{ id, was: { fromOn, untilOn }, now }];
  });
}

/** Which of two that lie over each other gives way. */
function yielding(kept: Span, merged: Span): { readonly of: 'kept' | 'merged'; readonly now: Span } {
  const until = (span: Span, day: Span['fromOn']): Span => ({ fromOn: span.fromOn, untilOn: day });
  if (kept.fromOn <= merged.fromOn && !endsLater(merged, kept)) return { of: 'merged', now: until(merged, merged.fromOn) };
  if (!endsLater(merged, kept)) return { of: 'merged', now: until(merged, kept.fromOn) };
  if (merged.fromOn <= kept.fromOn) return { of: 'kept', now: until(kept, kept.fromOn) };
  return { of: 'kept', now: until(kept, merged.fromOn) };
}

const endsLater = (a: Span, b: Span): boolean => b.untilOn !== null && (a.untilOn === null || a.untilOn > b.untilOn);
