import type { Context } from '#kernel/context';
import type { Locale } from '#kernel/locale';
import type { Outcome, Refused } from '#kernel/outcome';
import type { DateStyle } from '#platform/i18n/dates';
import { spoken } from '#platform/views/say';
import { NotFound } from './errors';
import { type FlashMessage, redirect, type Reply } from './reply';

export interface Answer<T, Refusal extends string> {
  /** Where the reader goes on, and what is said there once. */
  readonly to: string;
  readonly done: FlashMessage['key'];
  readonly values?: (value: NoInfer<T>) => FlashMessage['values'];
  /** Where a refusal is said, when it is somewhere else. */
  readonly refusedTo?: string | ((refusal: NoInfer<Refusal>) => string);
  /** The refusal that means: no such thing, or not for this reader. */
  readonly notThere?: NoInfer<Refusal>;
}

export interface Answering {
  /** After a form that asks for one thing: done or refused, in a sentence on the next page. `null` is what cannot be there. */
  readonly answer: <T, Refusal extends string>(ctx: Context, outcome: Outcome<T, Refusal> | null, answer: Answer<T, Refusal>) => Reply;
  /** A refusal as the sentence that the next page shows once. */
  readonly refusalFlash: (refused: Refused<string>, locale: Locale) => FlashMessage;
  /** Whoever presses twice, or after somebody else, finds what they wanted: that is news, not a mistake. */
  readonly isSoAlready: (refusal: string) => boolean;
}

/** How a module answers: its refusals are the messages `<words>.refusal.<code>`. */
export function answering(
  words: string,
  { style = 'long', soAlready = [] }: { readonly style?: DateStyle; readonly soAlready?: readonly string[] } = {},
): Answering {
  const isSoAlready: Answering['isSoAlready'] = (refusal) => soAlready.includes(refusal);
  const refusalFlash: Answering['refusalFlash'] = ({ refusal, details }, locale) => ({
    kind: isSoAlready(refusal) ? 'note' : 'refused',
    key: `${words}.refusal.${refusal}`,
    values: spoken(locale, details, style),
  });
  return {
    isSoAlready,
    refusalFlash,
    answer(ctx, outcome, { to, done, values, refusedTo = to, notThere }) {
      if (outcome === null) throw new NotFound();
      if (outcome.ok) return redirect(to, { kind: 'done', key: done, ...(values && { values: values(outcome.value) }) });
      if (outcome.refusal === notThere) throw new NotFound(notThere);
      const back = typeof refusedTo === 'string' ? refusedTo : refusedTo(outcome.refusal);
      return redirect(back, refusalFlash(outcome, ctx.locale));
    },
  };
}
