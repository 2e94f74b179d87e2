import { type Locale, LOCALES } from '#kernel/locale';
import type { EditionBlock, EditionImage, EditionLesson, LessonStep } from '../domain/edition';
import type { Say } from '#platform/views/say';

/** A whole lesson on one page, both variants of each step and every answer: for reading before publishing, not for learning. */
export function lessonPreview(unit: string, lesson: EditionLesson, language: Locale, say: Say) {
  const path = `/units/${unit}/lessons/${lesson.id}`;
  return {
    name: lesson.title,
    back: `/units/${unit}`,
    lead: lesson.summary,
    language,
    languages: languageChoices(path, language, say),
    blocks: lesson.steps.flatMap((step) => variantsOf(step, say)),
  };
}

export function languageChoices(path: string, current: Locale, say: Say) {
  return LOCALES.map((locale) => ({
    href: `${path}?language=${locale}`,
    label: say(`curriculum.language.${locale}`),
    current: locale === current,
    count: null,
  }));
}

function variantsOf({ kind, variants }: LessonStep, say: Say) {
  const several = variants.both === undefined;
  return (['both', 'public', 'internal'] as const).flatMap((audience) => {
    const block = variants[audience];
    return block ? [{ kind: say(`curriculum.kind.${kind}`), audience: several ? say(`curriculum.audience.${audience}`) : null, ...partsOf(block) }] : [];
  });
}

interface Parts {
  readonly heading: string | null;
  readonly html: string;
  readonly image: EditionImage | null;
  readonly options: readonly { readonly html: string; readonly correct: boolean; readonly whyHtml: string }[] | null;
  readonly order: readonly { readonly html: string }[] | null;
  readonly afterHtml: string | null;
}

function partsOf(block: EditionBlock): Parts {
  const nothing = { heading: block.title, image: null, options: null, order: null, afterHtml: null };
  switch (block.kind) {
    case 'case':
    case 'idea':
    case 'model-bad':
    case 'model-good':
      return { ...nothing, html: block.html };
    case 'image':
      return { ...nothing, html: block.html, image: block.image };
    case 'choice':
      return { ...nothing, html: block.promptHtml, options: block.options };
    case 'order':
      return { ...nothing, html: block.promptHtml, order: block.steps, afterHtml: block.afterHtml };
    case 'write':
    case 'recall':
    case 'plan':
      return { ...nothing, html: block.promptHtml, afterHtml: block.afterHtml };
  }
}
