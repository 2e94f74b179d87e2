/** Lengths of a layout are millimetres from the upper left corner; sizes of letters are points. Texts may hold `{name}`, `{name|label}`, `{name|yyyy}`, `{name|mm}`, `{name|dd}`. */
export interface LayoutPage {
  readonly items: readonly LayoutItem[];
}

export type LayoutItem = LayoutText | LayoutBox | LayoutRule | LayoutCells | LayoutList;

type Point = readonly [x: number, y: number];

export interface LayoutText {
  readonly text: string;
  readonly at: Point;
  readonly width: number;
  readonly size: number;
  readonly font: 'sans' | 'sans-semibold' | 'serif';
  readonly align: 'left' | 'centre' | 'right';
  readonly role: 'H1' | 'H2' | 'P';
  readonly lines: number;
}

export interface LayoutBox {
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly isShaded: boolean;
}

export interface LayoutRule {
  readonly rule: readonly [x1: number, y1: number, x2: number, y2: number];
}

/** One letter in each of so many little boxes, as official forms have it. */
export interface LayoutCells {
  readonly cells: string;
  readonly at: Point;
  readonly count: number;
  readonly cell: readonly [width: number, height: number];
  readonly size: number;
}

/** A whole catalogue, in columns. */
export interface LayoutList {
  readonly catalogue: string;
  readonly at: Point;
  readonly width: number;
  readonly columns: number;
  readonly rows: number;
  readonly size: number;
  readonly leading: number;
}

export type PaperSize = 'letter' | 'a4';

/** What a text names between braces: `{curp}`, `{period.from|yyyy}`. */
export const PLACEHOLDER = /\{([a-z][a-z0-9.-]*)(?:\|(label|yyyy|mm|dd))?\}/g;

/** How a value is written: the label of its code, or a part of its date. */
export type PlaceholderForm = 'label' | 'yyyy' | 'mm' | 'dd';

/** The text with its values; what is not known stays empty, as on paper. */
export function filled(text: string, valueOf: (name: string, form: PlaceholderForm | null) => string): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string, form?: PlaceholderForm) => valueOf(name, form ?? null));
}

export const namesIn = (text: string): readonly string[] => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');

/** The texts of an item that may name values. */
export const textOf = (item: LayoutItem): string => ('text' in item ? item.text : 'cells' in item ? item.cells : '');
