import { type Holder, holderName } from './diploma';

/** How a holder is named where anybody may look. */
export const SHOWN_AS = ['name', 'initials'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

export const shownName = (holder: Holder, shownAs: ShownAs): string => (shownAs === 'name' ? holderName(holder) : initialsOf(holder));

/** «M. Á. F.-V. E.»: of each word its first letter; of a name with a hyphen, of both its halves; none of «de», «los», «y». */
export function initialsOf(holder: Holder): string {
  const words = holderName(holder).split(/\s+/u).filter(Boolean);
  const named = words.filter((word) => !/^\p{Ll}/u.test(word));
  return (named.length > 0 ? named : words).map(initialOf).join(' ');
}

/** A letter with its marks, whether they are written as one character or as several. */
const initialOf = (word: string): string =>
  word
    .split(/[-‐‑]/u)
    .map((half) => /\p{L}\p{M}*/u.exec(half.normalize('NFC'))?.[0] ?? '')
    .filter(Boolean)
    .map((letter) => `${letter.toUpperCase()}.`)
    .join('-');
