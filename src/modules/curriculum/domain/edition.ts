import type { EditionId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import type { Audience, CellName, Kind, Level, PlanPrompt, TestRule } from './unit';

/** An edition without its content. */
export interface Edition {
  readonly id: EditionId;
  /** The unit's folder name, as rounds know it. */
  readonly unit: string;
  /** 1 for the first edition of the unit, then rising. */
  readonly number: number;
  readonly contentHash: string;
  readonly titleEs: string;
  readonly titleEn: string;
  readonly publishedAt: Instant;
}

/** A published unit, frozen: what everybody of a round reads and answers. Texts of lessons are safe HTML, made by us. */
export interface EditionContent extends DraftContent {
  readonly id: EditionId;
  /** The unit's folder name, as rounds know it. */
  readonly unit: string;
  readonly number: number;
  readonly contentHash: string;
  readonly publishedAt: Instant;
}

/** What a unit would be as an edition. */
export interface DraftContent {
  /** `U01`: what diplomas and item ids begin with. */
  readonly code: string;
  readonly hours: number;
  readonly test: TestRule;
  readonly locales: Readonly<Record<Locale, EditionText>>;
}

export interface EditionText {
  readonly title: string;
  readonly summary: string;
  readonly objectives: readonly string[];
  readonly newSkill: string;
  readonly lifeSkill: string;
  readonly skills: readonly string[];
  readonly plan: PlanPrompt;
  readonly sources: readonly string[];
  readonly cover: EditionImage;
  readonly emblem: EditionImage;
  readonly lessons: readonly EditionLesson[];
  /** The bank, with its key: never leaves the server whole. The same ids, in the same order, in every language. */
  readonly items: readonly EditionItem[];
}

export interface EditionImage {
  readonly file: string;
  /** Where a page fetches it; needs a signed-in person. */
  readonly src: string;
  readonly alt: string;
  /** A longer text for diagrams, or null. */
  readonly description: string | null;
  readonly width: number;
  readonly height: number;
  readonly author: string;
  readonly licence: string;
}

export interface EditionLesson {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly summary: string;
  readonly steps: readonly LessonStep[];
}

/** One sitting-sized thing of a lesson, with a variant for each audience or one for both. */
export interface LessonStep {
  readonly id: string;
  readonly kind: Kind;
  readonly variants: Variants;
}

export interface Variants {
  readonly public?: EditionBlock;
  readonly internal?: EditionBlock;
  readonly both?: EditionBlock;
}

export type EditionBlock = EditionProse | EditionPicture | EditionChoice | EditionOrder | EditionOpen;

export interface EditionProse {
  readonly kind: 'case' | 'idea' | 'model-bad' | 'model-good';
  readonly title: string | null;
  readonly html: string;
}

export interface EditionPicture {
  readonly kind: 'image';
  readonly title: string | null;
  readonly html: string;
  readonly image: EditionImage;
}

export interface EditionChoice {
  readonly kind: 'choice';
  readonly title: string | null;
  readonly promptHtml: string;
  readonly options: readonly EditionChoiceOption[];
}

/** `html` is inline (fits in a label); `whyHtml` is shown after answering. */
export interface EditionChoiceOption {
  readonly id: string;
  readonly correct: boolean;
  readonly html: string;
  readonly whyHtml: string;
}

export interface EditionOrder {
  readonly kind: 'order';
  readonly title: string | null;
  readonly promptHtml: string;
  /** In the right order; the page shuffles. The ids say nothing about it. */
  readonly steps: readonly { readonly id: string; readonly html: string }[];
  readonly afterHtml: string;
}

export interface EditionOpen {
  readonly kind: 'write' | 'recall' | 'plan';
  readonly title: string | null;
  readonly promptHtml: string;
  readonly afterHtml: string;
}

/** A question of the bank. Its texts are plain text, not HTML. */
export interface EditionItem {
  readonly id: string;
  readonly cell: CellName;
  readonly level: Level;
  readonly objective: number;
  readonly source: { readonly lesson: string; readonly block: string };
  readonly critical: boolean;
  readonly stem: string;
  readonly options: readonly EditionItemOption[];
}

export interface EditionItemOption {
  readonly id: string;
  readonly correct: boolean;
  readonly text: string;
  readonly why: string;
}

export interface StepForReader {
  readonly id: string;
  readonly kind: Kind;
  readonly block: EditionBlock;
}

/** The lesson as one person reads it: a step that has no variant of its own for them falls back to the shared one. */
export function stepsFor(lesson: EditionLesson, audience: Audience): readonly StepForReader[] {
  return lesson.steps.flatMap((step) => {
    const block = step.variants[audience] ?? step.variants.both;
    return block ? [{ id: step.id, kind: step.kind, block }] : [];
  });
}
