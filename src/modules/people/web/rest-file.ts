import type { Context } from '#kernel/context';
import type { Reply } from '#platform/http/reply';
import type { ViewEngine } from '#platform/views/engine';
import type { UndoRest } from '../domain/roster-undo';
import { sayRest } from '../roster-report';
import { spreadsheet } from './spreadsheet';

/** What an undo leaves as it is, whole: a page shows a hundred. */
export function restFile(kept: readonly UndoRest[], ctx: Context, views: ViewEngine): Reply {
  const say = (key: string): string => views.say(ctx.locale, key);
  const lines = kept.map((one) => [
    one.personCode,
    one.name,
    one.field === 'record' ? say('people.undo.record') : say(`people.column.${one.field}`),
    sayRest(one, ctx, views),
  ]);
  const headings = ['code', 'name', 'what', 'reason'].map((one) => say(`people.export.${one}`));
  return spreadsheet(say('people.export.kept'), [headings, ...lines], ctx.locale);
}
