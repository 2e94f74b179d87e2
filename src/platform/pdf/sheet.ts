import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import type { FontFeature, FontName } from './fonts';

// A document as data: what stands where. Lengths are points (1/72 inch) from the upper left corner, y downwards. `render.ts` draws it.

export interface PdfDocument extends Heading {
  readonly sheets: readonly Sheet[];
}

/** What the file says about itself. */
export interface Heading {
  readonly title: string;
  readonly author: string;
  readonly language: Locale;
  /** Stands in the file, so that the same document is the same bytes whenever it is made. */
  readonly createdAt: Instant;
  /** Tells two documents with the same title and moment apart (the code of a diploma). */
  readonly keywords: string;
}

/** Items are read aloud in the order in which they stand. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Placed[];
}

export type Placed = PlacedText | PlacedPath | PlacedImage;
export type Colour = `#${string}`;

/** One heading or paragraph. `y` is the first baseline; `x` is the left edge, the middle or the right edge, as `align` says. */
export interface PlacedText {
  readonly kind: 'text';
  /** Null for letters that are a drawing (initials in a ring): nobody needs to hear them. */
  readonly role: 'H1' | 'H2' | 'P' | null;
  /** Where it may not be the language of the document: it is read aloud in its own. */
  readonly language?: Locale;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'centre' | 'right';
  readonly font: FontName;
  readonly size: number;
  readonly colour: Colour;
  /** From one baseline to the next, where there are several lines. */
  readonly leading?: number;
  /** Extra space between letters. */
  readonly tracking?: number;
  readonly features?: readonly FontFeature[];
  /** Set where it is a cell of a table. */
  readonly cell?: Cell;
}

/** Cells that follow each other are one table, and those of one number one row of it. The lines between them are drawings. */
export interface Cell {
  readonly row: number;
  readonly heads: 'column' | 'row' | null;
}

/** A drawing. `alt` says what it shows; null marks an ornament, which nobody needs to hear about. */
export interface PlacedPath {
  readonly kind: 'path';
  readonly alt: string | null;
  /** The language of `alt`. */
  readonly language?: Locale;
  /** SVG path data with absolute M, L, H, V, C and Z. */
  readonly path: string;
  readonly fill?: Colour;
  readonly stroke?: Colour;
  readonly lineWidth?: number;
  readonly dash?: readonly [on: number, off: number];
  /** Where the drawing lies; needed with `alt`. */
  readonly box?: Box;
  /** Where the drawing stands, once or many times, if its lengths do not count from the corner of the sheet: its own corner, and how much larger. */
  readonly places?: readonly Place[];
  /** The same drawing stands in thousands of documents: keep it ready, compressed. */
  readonly shared?: boolean;
}

export interface PlacedImage {
  readonly kind: 'image';
  readonly alt: string | null;
  /** The language of `alt`. */
  readonly language?: Locale;
  /** PNG or JPEG. */
  readonly bytes: Uint8Array;
  readonly box: Box;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const A4_LANDSCAPE = { width: 841.89, height: 595.28 } as const;
export const A4_PORTRAIT = { width: 595.28, height: 841.89 } as const;
export const LETTER_LANDSCAPE = { width: 792, height: 612 } as const;
export const LETTER_PORTRAIT = { width: 612, height: 792 } as const;

export const millimetres = (length: number): number => (length * 72) / 25.4;
