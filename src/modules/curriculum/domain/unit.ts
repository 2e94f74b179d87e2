import type { Locale } from '#kernel/locale';

/** A unit as its authors wrote it: what the folder in curriculum/ says, every piece with the line where it stands. */
export interface Unit {
  /** The name of its folder: `01-mi-trabajo-es-el-cliente`. */
  readonly folder: string;
  readonly sheet: UnitSheet | null;
  readonly lessons: ByLocale<readonly Lesson[]>;
  readonly tests: ByLocale<Test | null>;
  readonly images: readonly ImageFile[];
}

export type ByLocale<T> = Readonly<Record<Locale, T>>;

/** unit.yaml */
export interface UnitSheet {
  readonly file: string;
  /** The folder's name again, so that a copied folder is noticed. */
  readonly unit: string;
  readonly number: number;
  /** What diplomas and the ids of items begin with: `U01`. */
  readonly code: string;
  readonly title: ByLocale<string>;
  readonly summary: ByLocale<string>;
  readonly languages: readonly Locale[];
  /** What the diploma states: hours of work in the unit, with lessons, test and practice. */
  readonly hours: number;
  readonly basics: readonly string[];
  readonly newSkill: ByLocale<string>;
  readonly lifeSkill: ByLocale<string>;
  readonly skills: ByLocale<readonly string[]>;
  readonly objectives: readonly Objective[];
  /** Lesson ids in the order in which they are read. */
  readonly lessons: readonly string[];
  readonly test: TestRule;
  readonly plan: ByLocale<PlanPrompt>;
  readonly cover: string;
  readonly emblem: string;
  readonly images: readonly ImageNote[];
  /** Where its claims come from. */
  readonly sources: readonly string[];
  readonly lines: Readonly<Record<'unit' | 'number' | 'languages' | 'hours' | 'objectives' | 'lessons' | 'test' | 'cover' | 'emblem', number>>;
}

export interface TestRule {
  readonly draw: number;
  /** Right answers needed. */
  readonly pass: number;
  readonly retryHours: number;
  readonly blueprint: readonly Cell[];
}

export interface Objective {
  readonly id: number;
  readonly text: ByLocale<string>;
}

/** What the if-then plan at the end of the unit asks for, with an example of each half. */
export interface PlanPrompt {
  readonly prompt: string;
  readonly situationExample: string;
  readonly actionExample: string;
}

export const CELLS = ['basics', 'general', 'skill', 'life'] as const;
export const LEVELS = ['recall', 'apply', 'why'] as const;
export type CellName = (typeof CELLS)[number];
export type Level = (typeof LEVELS)[number];

/** So many questions of this kind in a test; the bank holds at least three times as many. */
export interface Cell {
  readonly cell: CellName;
  readonly level: Level;
  readonly items: number;
}

/** What unit.yaml records about a picture: who made it, under which licence, and what it says to somebody who cannot see it. */
export interface ImageNote {
  readonly file: string;
  readonly author: string;
  readonly licence: string;
  readonly alt: ByLocale<string>;
  readonly description: ByLocale<string> | null;
  readonly line: number;
}

export interface ImageFile {
  readonly file: string;
  readonly text: string;
  readonly bytes: number;
}

export const AUDIENCES = ['public', 'internal'] as const;
/** Whose work a variant shows: with customers in front, or for colleagues. */
export type Audience = (typeof AUDIENCES)[number];

export const KINDS = ['case', 'idea', 'image', 'model-bad', 'model-good', 'choice', 'order', 'write', 'recall', 'plan'] as const;
export type Kind = (typeof KINDS)[number];

export interface Lesson {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly objective: number;
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** One thing of a lesson. Texts are Markdown, as written. */
export type Block = ProseBlock | ImageBlock | ChoiceBlock | OrderBlock | OpenBlock;

interface Placed {
  readonly id: string;
  readonly audience: Audience | null;
  readonly title: string | null;
  readonly line: number;
}

export interface ProseBlock extends Placed {
  readonly kind: 'case' | 'idea' | 'model-bad' | 'model-good';
  readonly body: string;
}

export interface ImageBlock extends Placed {
  readonly kind: 'image';
  readonly file: string;
  readonly body: string;
}

export interface ChoiceBlock extends Placed {
  readonly kind: 'choice';
  readonly prompt: string;
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  /** By place: a, b, c. */
  readonly id: string;
  readonly correct: boolean;
  readonly text: string;
  readonly why: string;
  readonly line: number;
}

export interface OrderBlock extends Placed {
  readonly kind: 'order';
  readonly prompt: string;
  /** In the right order. */
  readonly steps: readonly string[];
  readonly after: string;
}

/** A sentence of the person's own, then something to compare it with. */
export interface OpenBlock extends Placed {
  readonly kind: 'write' | 'recall' | 'plan';
  readonly prompt: string;
  readonly after: string;
}

export interface Test {
  readonly file: string;
  readonly items: readonly Item[];
}

export interface Item {
  readonly id: string;
  readonly cell: CellName;
  readonly level: Level;
  readonly objective: number;
  /** The lesson and block that teach it. */
  readonly source: { readonly lesson: string; readonly block: string };
  /** Safety or personal data: must be right, whatever the score. */
  readonly critical: boolean;
  readonly stem: string;
  readonly options: readonly ItemOption[];
  readonly line: number;
  readonly stemLine: number;
}

export interface ItemOption {
  readonly id: string;
  readonly correct: boolean;
  readonly text: string;
  readonly why: string;
  readonly line: number;
}
