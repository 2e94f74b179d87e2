import { createHash } from 'node:crypto';
import type { Locale } from '#kernel/locale';
import type { EditionBlock, DraftContent, EditionContent, EditionImage, EditionLesson, EditionText, Variants } from '../domain/edition';
import type { FrozenUnit } from '../domain/frozen-unit';
import type { Block, Kind, Lesson } from '../domain/unit';
import type { EditionEntity } from './edition.entity';
import { inlineHtml, lessonHtml } from './lesson-html';

/** @throws Error when the stored content is not the one that was published: nobody is taught or examined by an altered edition. */
export function editionContent(stored: EditionEntity): EditionContent {
  if (sha256(stored.content) !== stored.contentHash) throw new Error(`The content of edition ${stored.id} is not what was published.`);
  const frozen = JSON.parse(stored.content) as FrozenUnit;
  const { id, unit, number, contentHash, publishedAt } = stored;
  return { id, unit, number, contentHash, publishedAt, ...draftContent(frozen, `/editions/${id}/images/`) };
}

/** The same for a unit that is not published yet: what people would read. */
export function draftContent(frozen: FrozenUnit, imagesAt: string): DraftContent {
  const { code, hours, test } = frozen.sheet;
  return { code, hours, test, locales: { es: textIn('es', frozen, imagesAt), en: textIn('en', frozen, imagesAt) } };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function textIn(locale: Locale, { sheet, drawings, lessons, items, unit }: FrozenUnit, imagesAt: string): EditionText {
  const imageOf = (file: string): EditionImage => {
    const note = sheet.images.find((one) => one.file === file);
    const drawing = drawings.find((one) => one.file === file);
    if (!note || !drawing) throw new Error(`Unit ${unit} has no image ${file}.`);
    const { author, licence, alt, description } = note;
    const { width, height } = drawing;
    return { file, src: `${imagesAt}${file}`, alt: alt[locale], description: description?.[locale] ?? null, width, height, author, licence };
  };
  return {
    title: sheet.title[locale],
    summary: sheet.summary[locale],
    objectives: sheet.objectives.map(({ text }) => text[locale]),
    newSkill: sheet.newSkill[locale],
    lifeSkill: sheet.lifeSkill[locale],
    skills: sheet.skills[locale],
    plan: sheet.plan[locale],
    sources: sheet.sources,
    cover: imageOf(sheet.cover),
    emblem: imageOf(sheet.emblem),
    lessons: lessons[locale].map((lesson) => readable(lesson, imageOf)),
    items: items[locale],
  };
}

function readable({ id, title, minutes, summary, blocks }: Lesson, imageOf: (file: string) => EditionImage): EditionLesson {
  const steps: { id: string; kind: Kind; variants: { -readonly [Variant in keyof Variants]: Variants[Variant] } }[] = [];
  for (const block of blocks) {
    const last = steps.at(-1);
    const step = last?.id === block.id ? last : { id: block.id, kind: block.kind, variants: {} };
    if (step !== last) steps.push(step);
    step.variants[block.audience ?? 'both'] = readableBlock(block, imageOf);
  }
  return { id, title, minutes, summary, steps };
}

function readableBlock(block: Block, imageOf: (file: string) => EditionImage): EditionBlock {
  const { kind, title } = block;
  switch (kind) {
    case 'case':
    case 'idea':
    case 'model-bad':
    case 'model-good':
      return { kind, title, html: lessonHtml(block.body) };
    case 'image':
      return { kind, title, html: lessonHtml(block.body), image: imageOf(block.file) };
    case 'choice':
      return {
        kind,
        title,
        promptHtml: lessonHtml(block.prompt),
        options: block.options.map(({ id, correct, text, why }) => ({ id, correct, html: inlineHtml(text), whyHtml: lessonHtml(why) })),
      };
    case 'order':
      return {
        kind,
        title,
        promptHtml: lessonHtml(block.prompt),
        // Made from the words, so that the page does not give the order away.
        steps: block.steps.map((text) => ({ id: sha256(text).slice(0, 12), html: inlineHtml(text) })),
        afterHtml: lessonHtml(block.after),
      };
    case 'write':
    case 'recall':
    case 'plan':
      return { kind, title, promptHtml: lessonHtml(block.prompt), afterHtml: lessonHtml(block.after) };
  }
}
