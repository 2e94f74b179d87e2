import type { PersonId } from '#kernel/id';
import { documentKey, isNearName, isShorterName, isWithin, type Name, nameFrom, phoneKey } from './likeness';

export interface Comparable {
  readonly id: PersonId;
  readonly givenName: string;
  readonly familyName: string;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly birthYear: number | null;
}

export const DUPLICATE_REASONS = ['document', 'phone', 'name-and-year', 'name'] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** The smaller id first. */
export interface DuplicatePair {
  readonly firstId: PersonId;
  readonly secondId: PersonId;
  readonly why: readonly DuplicateReason[];
  readonly strength: number;
}

const STRENGTHS: Readonly<Record<DuplicateReason, number>> = { document: 100, 'name-and-year': 60, phone: 30, name: 20 };

/** A number that more people share is a switchboard, a name that more people share says nothing, a document that more people share is a blank. */
const SHARED_BY = { document: 6, phone: 6, name: 12, year: 60 } as const;

interface Known {
  readonly person: Comparable;
  readonly name: Name;
  readonly document: string | null;
  readonly phone: string | null;
}

/**
 * Which of these may be one human being twice. Nobody is compared with everybody: only with those who share a document, a phone,
 * a word of the name in one year of birth, or the sound of the name but for a letter. `turn` lets others have theirs.
 */
export async function findDuplicates(
  people: readonly Comparable[],
  turn: () => Promise<void> = () => Promise.resolve(),
): Promise<DuplicatePair[]> {
  const known: Known[] = [];
  for (const person of people) {
    known.push(knownOf(person));
    if (known.length % STRETCH === 0) await turn();
  }
  const found = new Map<string, DuplicatePair>();
  const compare = (a: Known, b: Known): void => {
    const [one, other] = a.person.id < b.person.id ? [a, b] : [b, a];
    const key = `${one.person.id} ${other.person.id}`;
    if (found.has(key)) return;
    const why = whyOf(one, other);
    if (why.length === 0) return;
    const strength = why.reduce((sum, reason) => sum + STRENGTHS[reason], 0);
    found.set(key, { firstId: one.person.id, secondId: other.person.id, why, strength });
  };
  const within = async (groups: Iterable<readonly Known[]>, most: number): Promise<void> => {
    let done = 0;
    for (const group of groups) {
      if (group.length > most) continue;
      for (let i = 0; i < group.length; i++) for (let j = i + 1; j < group.length; j++) compare(group[i] as Known, group[j] as Known);
      if (++done % STRETCH === 0) await turn();
    }
  };
  await within(
    groupsBy(known, ({ document }) => (document === null ? [] : [document])),
    SHARED_BY.document,
  );
  await within(
    groupsBy(known, ({ phone }) => (phone === null ? [] : [phone])),
    SHARED_BY.phone,
  );
  await within(
    groupsBy(known, ({ name, person }) => (person.birthYear === null ? [] : name.words.map((word) => `${person.birthYear} ${word}`))),
    SHARED_BY.year,
  );
  await turn();
  await within(await groupsBySound(known, turn), SHARED_BY.name);
  return [...found.values()].sort((a, b) => b.strength - a.strength);
}

/** Why two records look like one person; nothing where something shows that they are two. */
export function reasonsFor(a: Comparable, b: Comparable): DuplicateReason[] {
  return whyOf(knownOf(a), knownOf(b));
}

/** What speaks against two records being one person; `nothing` where nothing speaks for it. */
export function reasonsAgainst(a: Comparable, b: Comparable): ('document' | 'birth-year' | 'nothing')[] {
  const [document, other] = [documentKey(a.nationalId), documentKey(b.nationalId)];
  const otherDocument = document !== null && other !== null && !isWithin(document, other, 1);
  const otherYear = a.birthYear !== null && b.birthYear !== null && a.birthYear !== b.birthYear;
  const against = [...(otherDocument ? (['document'] as const) : []), ...(otherYear ? (['birth-year'] as const) : [])];
  return against.length === 0 && reasonsFor(a, b).length === 0 ? ['nothing'] : against;
}

function whyOf(a: Known, b: Known): DuplicateReason[] {
  const sameDocument = a.document !== null && a.document === b.document;
  // A slip of one character is a slip; anything more is another person's document.
  if (a.document !== null && b.document !== null && !isWithin(a.document, b.document, 1)) return [];
  const [year, otherYear] = [a.person.birthYear, b.person.birthYear];
  const sameYear = year !== null && year === otherYear;
  const otherPerson = year !== null && otherYear !== null && !sameYear;
  const samePhone = a.phone !== null && a.phone === b.phone;
  const near = !otherPerson && (isNearName(a.name, b.name) || ((sameYear || samePhone) && isShorterName(a.name, b.name)));
  return [
    ...(sameDocument ? (['document'] as const) : []),
    ...(samePhone && !otherPerson ? (['phone'] as const) : []),
    ...(near ? [sameYear ? ('name-and-year' as const) : ('name' as const)] : []),
  ];
}

function knownOf(person: Comparable): Known {
  const name = nameFrom(`${person.givenName} ${person.familyName}`);
  return { person, name, document: documentKey(person.nationalId), phone: phoneKey(person.phone) };
}

function groupsBy(known: readonly Known[], keysOf: (one: Known) => readonly string[]): Iterable<readonly Known[]> {
  const groups = new Map<string, Known[]>();
  for (const one of known) {
    for (const key of new Set(keysOf(one))) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * Names that sound alike but for a letter: each name stands under itself and under itself without each of its letters, and two that
 * meet anywhere are compared. The places are numbers in one sorted list, because a hundred thousand names have millions of them.
 */
async function groupsBySound(known: readonly Known[], turn: () => Promise<void>): Promise<Known[][]> {
  const sounds = known.map(({ name }) => (name.words.length < 2 ? '' : name.sound));
  const places = new Float64Array(sounds.reduce((sum, sound) => sum + (sound === '' ? 0 : sound.length + 1), 0));
  let end = 0;
  for (const [index, sound] of sounds.entries()) {
    if (index % STRETCH === STRETCH - 1) await turn();
    if (sound === '') continue;
    places[end++] = hashOf(sound) * MANY + index;
    for (let gap = 0; gap < sound.length; gap++) {
      // The same letter twice leaves the same name.
      if (gap > 0 && sound[gap] === sound[gap - 1]) continue;
      places[end++] = hashOf(sound, gap) * MANY + index;
    }
  }
  const sorted = places.subarray(0, end).sort();
  const groups: Known[][] = [];
  let from = 0;
  for (let at = 1; at <= end; at++) {
    if (at % (50 * STRETCH) === 0) await turn();
    if (at < end && hashAt(sorted, at) === hashAt(sorted, from)) continue;
    if (at - from > 1) {
      const indexes = new Set(Array.from(sorted.subarray(from, at), (place) => place % MANY));
      if (indexes.size > 1) groups.push([...indexes].flatMap((index) => known[index] ?? []));
    }
    from = at;
  }
  return groups;
}

/** After so many names others get their turn. */
const STRETCH = 2000;

/** More people than this fit into no list; and a hash of 31 bits times it is still a whole number. */
const MANY = 2 ** 21;

const { imul, floor } = Math;

const hashAt = (places: Float64Array, index: number): number => floor((places[index] ?? 0) / MANY);

function hashOf(text: string, without = -1): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    if (index === without) continue;
    hash = imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 1;
}
