import { chance } from '../demo/chance';

/** Decisions that are the same for the same seed. */
export class Luck {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = chance(seed);
  }

  /** A stream of its own for whoever these words name, whatever happens to others: so no order of rows changes anybody's fate. */
  static of(seed: number, ...words: readonly string[]): Luck {
    let mixed = 0x811c9dc5 ^ seed;
    for (const letter of words.join('\0')) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return new Luck(mixed);
  }

  share(): number {
    return this.next();
  }

  /** True so many times of one. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  oneOf<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.next() * choices.length)];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }
}
