import { foldName } from './person';

const { abs, min } = Math;

/** A name as it is compared: folded, its words in one order whoever typed it. */
export const wordsOf = (name: string): string[] =>
  foldName(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter(Boolean)
    .sort();

/** The words as they sound to somebody who writes down what they hear: González and Gonsales, Jhon and John, Quispe and Kispe. */
export function soundOf(words: readonly string[]): string {
  return words.map(soundOfWord).sort().join(' ');
}

function soundOfWord(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/qu(?=[ei])|c(?=[^eihsz]|$)|ck/g, 'k')
    .replace(/[zç]|c(?=[ei])|sc(?=[ei])/g, 's')
    .replace(/v|w/g, 'b')
    .replace(/g(?=[ei])|x/g, 'j')
    .replace(/ll/g, 'y')
    .replace(/ñ/g, 'n')
    .replace(/(?<!c)h/g, '')
    .replace(/y$/g, 'i')
    .replace(/(.)\1+/g, '$1');
}

/** How many slips a name of this length may hide: one, and two in a long one. */
export const slipsIn = (length: number): number => (length < 5 ? 0 : length < 14 ? 1 : 2);

/** A name ready to be compared: its words in order, as written and as they sound. */
export interface Name {
  readonly words: readonly string[];
  readonly written: string;
  readonly sound: string;
}

export function nameFrom(text: string): Name {
  const words = wordsOf(text);
  return { words, written: words.join(' '), sound: soundOf(words) };
}

/** Near enough to be one name, mistyped or misheard. */
export function isNearName(a: Name, b: Name): boolean {
  if (abs(a.written.length - b.written.length) > 4) return false;
  if (isWithin(a.written, b.written, slipsIn(min(a.written.length, b.written.length)))) return true;
  return isWithin(a.sound, b.sound, min(a.sound.length, b.sound.length) < 8 ? 0 : 1);
}

/** María García and María García López: at least two words, and nothing in the shorter that the longer has not. */
export function isShorterName({ words: a }: Name, { words: b }: Name): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 2 && short.length < long.length && short.every((word) => long.includes(word));
}

interface FullName {
  readonly givenName: string;
  readonly familyName: string;
}

/** One name may have become the other: by a wedding, a correction, a middle name. Two people's names share neither. */
export function mayBecome(before: FullName, after: FullName): boolean {
  const [one, other] = [before, after].map(({ givenName, familyName }) => nameFrom(`${givenName} ${familyName}`)) as [Name, Name];
  if (isNearName(one, other) || isShorterName(one, other)) return true;
  const [called, calledNow] = [wordsOf(before.givenName), wordsOf(after.givenName)];
  if (called.some((word) => calledNow.some((now) => isNearWord(word, now)))) return true;
  const [family, familyNow] = [wordsOf(before.familyName), wordsOf(after.familyName)];
  const [few, many] = family.length <= familyNow.length ? [family, familyNow] : [familyNow, family];
  return few.length > 0 && few.every((word) => many.some((one) => isNearWord(word, one)));
}

const isNearWord = (a: string, b: string): boolean => isNearName(nameFrom(a), nameFrom(b));

/** The one company of a list that somebody may have meant who wrote its name from memory: null where none is near, or several are. */
export function meantAmong(typed: string, companies: readonly string[]): string | null {
  const meant = companyFrom(typed);
  if (meant.words.length === 0) return null;
  const named = companies.map((name) => ({ name, company: companyFrom(name) }));
  const exact = named.filter(({ company }) => company.written === meant.written);
  const near = named.filter(
    ({ company }) => isPartOf(meant, company) || (company.words.length > 1 && isPartOf(company, meant)) || isNearName(meant, company),
  );
  const found = exact.length > 0 ? exact : near;
  return found.length === 1 ? (found[0]?.name ?? null) : null;
}

/** Without what the law adds to it: S.A.C., SAC and S. A. C. are no part of how people call a company. */
const companyFrom = (text: string): Name =>
  nameFrom(
    wordsOf(text)
      .filter((word) => word.length > 2 && !LEGAL_FORMS.has(word))
      .join(' '),
  );

const LEGAL_FORMS: ReadonlySet<string> = new Set([
  'sac',
  'saa',
  'srl',
  'eirl',
  'ltda',
  'ltd',
  'inc',
  'llc',
  'sau',
  'slu',
  'spa',
  'sapi',
  'sas',
]);

const isPartOf = (part: Name, whole: Name): boolean => part.words.length > 0 && part.words.every((word) => whole.words.includes(word));

/** Damerau and Levenshtein: at most so many letters added, lost, changed, or exchanged with their neighbour. */
export function isWithin(a: string, b: string, most: number): boolean {
  if (abs(a.length - b.length) > most) return false;
  if (a === b) return true;
  if (most === 0) return false;
  let [before, last, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index), [] as number[]];
  for (let i = 1; i <= a.length; i++) {
    row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = min(steps, at(before, j - 2) + 1);
      row[j] = steps;
      if (steps < least) least = steps;
    }
    if (least > most) return false;
    [before, last] = [last, row];
  }
  return at(last, b.length) <= most;
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;

/** A document without what people put between its characters; null when it is too short to mean anything. */
export function documentKey(typed: string | null): string | null {
  const key = (typed ?? '')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+/, '');
  return key.length >= 5 ? key : null;
}

/** The end of a number, which is the same with and without the country. */
export function phoneKey(typed: string | null): string | null {
  const digits = (typed ?? '').replaceAll(/\D/g, '');
  return digits.length >= 7 ? digits.slice(-8) : null;
}
