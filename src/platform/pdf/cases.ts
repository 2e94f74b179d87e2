import { type FontFeature, type FontName, fontOf } from './fonts';

/** A letter as a file names it: its number in our order, its number in the typeface, and the characters that it stands for. */
export interface Letter {
  readonly number: number;
  readonly glyph: number;
  readonly codePoints: readonly number[];
}

/**
 * Letters that come into a file together once `quorum` of them are called for. Names have all kinds of letters: if each came alone,
 * each document of a batch would have a selection of its own to be cut from the typeface, which is dear.
 */
interface Case {
  readonly letters: string | readonly string[];
  readonly features?: readonly FontFeature[];
  readonly quorum: number;
}

export interface Selection {
  readonly name: string;
  readonly letters: () => readonly Letter[];
}

const SMALL = 'abcdefghijklmnopqrstuvwxyzáéíóúñü';
const FIGURES = '0123456789';
const range = (from: number, to: number): string => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, at) => from + at));

/** A letter lies in the first case that has it. What lies in none comes alone: small capitals and signs, which are the same in a whole batch. */
const CASES: readonly Case[] = [
  { letters: ' .,-·’:()/', quorum: 4 },
  { letters: SMALL, quorum: 4 },
  { letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÑÜ', quorum: 4 },
  { letters: FIGURES, quorum: 4 },
  { letters: FIGURES, features: ['lnum'], quorum: 4 },
  { letters: FIGURES, features: ['tnum'], quorum: 4 },
  { letters: FIGURES, features: ['lnum', 'tnum'], quorum: 4 },
  { letters: ['fi', 'fl', 'ff', 'ffi', 'ffl', 'fj', 'fb', 'fh', 'fk', 'tt', 'ti', 'Th'], quorum: 1 },
  { letters: range(0xc0, 0xff), quorum: 1 },
  { letters: range(0x100, 0x17f), quorum: 1 },
  { letters: range(0x1ea0, 0x1ef9), quorum: 1 },
  { letters: range(0x386, 0x3ce), quorum: 1 },
  { letters: range(0x400, 0x45f), quorum: 1 },
];

class TypeCases {
  private readonly numbers = new Map<number, number>();
  private readonly letters: Letter[] = [];
  private readonly cases: { readonly from: number; readonly to: number; readonly quorum: number }[] = [];

  constructor(name: FontName) {
    for (const { letters, features = [], quorum } of CASES) {
      const from = 1 + this.letters.length;
      for (const word of letters) for (const { id, codePoints } of fontOf(name).layout(word, features).glyphs) this.put(id, codePoints);
      this.cases.push({ from, to: 1 + this.letters.length, quorum });
    }
  }

  /** The number that a glyph has in every file, whatever else stands there. */
  numberOf(glyph: number): number {
    return this.numbers.get(glyph) ?? 1 + this.letters.length + glyph;
  }

  /** Which letters come with those that are called for. What they are called is the same for the same letters. */
  selection(called: ReadonlyMap<number, Letter>): Selection {
    const whole = this.cases.filter(({ from, to, quorum }) => {
      let found = 0;
      for (let number = from; number < to && found < quorum; number++) if (called.has(number)) found++;
      return found === quorum;
    });
    const alone: Letter[] = [];
    for (const letter of called.values())
      if (!whole.some(({ from, to }) => from <= letter.number && letter.number < to)) alone.push(letter);
    alone.sort((one, other) => one.number - other.number);
    return {
      name: [...whole.map(({ from }) => `${from}…`), ...alone.map(({ number, codePoints }) => `${number}:${codePoints.join('+')}`)].join(),
      letters: () =>
        [...whole.flatMap(({ from, to }) => this.letters.slice(from - 1, to - 1)), ...alone].sort(
          (one, other) => one.number - other.number,
        ),
    };
  }

  private put(glyph: number, codePoints: readonly number[]): void {
    // The glyph 0 is what a typeface shows for a letter that it does not have.
    if (glyph === 0 || this.numbers.has(glyph)) return;
    const number = 1 + this.letters.length;
    this.numbers.set(glyph, number);
    this.letters.push({ number, glyph, codePoints });
  }
}

const known = new Map<FontName, TypeCases>();

export function casesOf(name: FontName): TypeCases {
  let cases = known.get(name);
  if (!cases) known.set(name, (cases = new TypeCases(name)));
  return cases;
}
