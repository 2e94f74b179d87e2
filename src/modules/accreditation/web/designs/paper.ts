import { A4_LANDSCAPE, type Colour, LETTER_LANDSCAPE, type Placed, type PlacedText } from '#platform/pdf/sheet';
import { writable } from '#platform/pdf/writable';
import type { Paper, Snapshot } from '../../domain/diploma';
import type { DiplomaWords } from '../diploma-words';
import type { Sayings } from './sayings';

/** All that a template draws from. */
export interface Drawn {
  readonly snapshot: Snapshot;
  readonly page: Page;
  readonly inks: Inks;
  readonly words: DiplomaWords;
  readonly say: Sayings;
  /** The picture of this hash; null where there is none. */
  readonly picture: (hash: string | null) => Buffer | null;
}

/** A template: what stands where, in the order in which it is read aloud. */
export type Drawing = (drawn: Drawn) => readonly Placed[];

export interface Page {
  readonly width: number;
  readonly height: number;
  readonly middle: number;
}

export const PAGES: Readonly<Record<Paper, Page>> = {
  a4: { ...A4_LANDSCAPE, middle: A4_LANDSCAPE.width / 2 },
  letter: { ...LETTER_LANDSCAPE, middle: LETTER_LANDSCAPE.width / 2 },
};

export interface Inks {
  readonly text: Colour;
  readonly quiet: Colour;
  readonly brand: Colour;
  readonly line: Colour;
}

export function printed(text: string): string {
  return writable(text, 'sans') ?? '—';
}

/** A text without its place: the template says where it begins, or where its middle is. */
export type Setting = Omit<PlacedText, 'kind' | 'x' | 'y' | 'align'>;

export const textAt = (x: number, y: number, align: PlacedText['align'], setting: Setting): PlacedText => ({
  kind: 'text',
  x,
  y: hundredths(y),
  align,
  ...setting,
});

export const hundredths = (value: number): number => Math.round(value * 100) / 100;
