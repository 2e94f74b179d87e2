/** Something that a person tells whoever helps them, and that the roster knows too. */
export type FactKind = 'national-id' | 'phone' | 'birth-year';

export interface KnownFacts {
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly birthYear: number | null;
}

/** So many wrong answers a day; then nobody may answer for that person until tomorrow. */
export const WRONG_FACTS_A_DAY = 5;

/** The one to ask: what a colleague is least likely to know comes first. Null when the roster knows none. */
export function factToAsk({ nationalId, phone, birthYear }: KnownFacts): FactKind | null {
  if (ending(nationalId) !== null) return 'national-id';
  if (ending(phone) !== null) return 'phone';
  return birthYear === null ? null : 'birth-year';
}

/** Whether what was typed is that fact: the last four characters, or the year. */
export function isFact(known: KnownFacts, kind: FactKind, typed: string): boolean {
  const said = bare(typed);
  switch (kind) {
    case 'national-id':
      return said === ending(known.nationalId);
    case 'phone':
      return said === ending(known.phone);
    case 'birth-year':
      return known.birthYear !== null && said === String(known.birthYear);
  }
}

const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();

/** Shorter than six, four of them would be nearly the whole. */
function ending(text: string | null): string | null {
  const letters = bare(text ?? '');
  return letters.length < 6 ? null : letters.slice(-4);
}
