import type { Context } from '#kernel/context';
import type { ViewEngine } from '#platform/views/engine';
import type { UndoRest } from '../domain/roster-undo';
import { sayRest } from '../roster-report';

const SHOWN = 100;

/** What an undo leaves as it is: so much as a person reads, and how much more there is. Null when everything goes back. */
export function restView(rest: readonly UndoRest[], total: number, file: string, ctx: Context, views: ViewEngine) {
  if (total === 0) return null;
  return {
    total,
    file,
    more: Math.max(0, total - SHOWN),
    rows: rest.slice(0, SHOWN).map((one) => ({
      name: one.name,
      personCode: one.personCode,
      field: one.field === 'record' ? null : one.field,
      why: sayRest(one, ctx, views),
    })),
  };
}
