import type { Say } from '#platform/views/say';
import { type Holder, holderName } from '../domain/diploma';
import { initialsOf, SHOWN_AS, type ShownAs } from '../domain/shown-name';

export interface DisplayView {
  readonly error: string | null;
  readonly options: readonly { readonly value: ShownAs; readonly label: string; readonly hint: string; readonly checked: boolean }[];
}

/** Each choice with what others will read. */
export function displayView(say: Say, chosen: ShownAs, holder: Holder, error: string | null): DisplayView {
  const read = { name: holderName(holder).trim(), initials: initialsOf(holder) };
  return {
    error,
    options: SHOWN_AS.map((value) => ({
      value,
      label: say(`accreditation.display.${value}`),
      hint: read[value],
      checked: value === chosen,
    })),
  };
}
