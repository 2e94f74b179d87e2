/** How large a unit is: what one person can read, and answer, in the time that they are given for it. */
export interface Measures {
  readonly lessons: Range;
  /** Of all lessons together, as their front matter states them. */
  readonly minutes: Range;
  /** One lesson, as one person reads it, explanations after answering not counted. */
  readonly words: Range;
  /** Questions in one test. */
  readonly draw: Range;
  /** Hours that the diploma states. */
  readonly hours: Range;
  /** Questions in the bank for each one that a test draws. */
  readonly bankTimes: number;
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** The place of the unit that everybody who joins reads first, whatever the round. */
export const WELCOME_NUMBER = 0;

/** A unit of a round: an hour of lessons at most, in sittings of ten minutes. */
const ROUND: Measures = {
  lessons: { least: 1, most: 12 },
  minutes: { least: 1, most: 60 },
  words: { least: 600, most: 800 },
  draw: { least: 5, most: 50 },
  hours: { least: 0.5, most: 40 },
  bankTimes: 3,
};

/** Half an hour in the first days, test included, beside the unit of the moment: three short lessons and a minute for each question. */
const WELCOME: Measures = {
  lessons: { least: 3, most: 3 },
  minutes: { least: 20, most: 24 },
  words: { least: 450, most: 650 },
  draw: { least: 5, most: 6 },
  hours: { least: 0.5, most: 0.5 },
  bankTimes: 3,
};

export function measuresOf(unitNumber: number): Measures {
  return unitNumber === WELCOME_NUMBER ? WELCOME : ROUND;
}

export function within(value: number, { least, most }: Range): boolean {
  return value >= least && value <= most;
}
