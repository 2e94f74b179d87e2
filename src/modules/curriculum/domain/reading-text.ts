import { wordsOf } from './inflesz';
import type { Audience, Block, Lesson } from './unit';

/** The blocks of a lesson as one person meets them. */
export function blocksFor(lesson: Lesson, audience: Audience): readonly Block[] {
  return lesson.blocks.filter((block) => block.audience === null || block.audience === audience);
}

/** Words that one person reads before answering: titles, texts, questions and options, without what is shown afterwards. */
export function wordCount(lesson: Lesson, audience: Audience): number {
  return blocksFor(lesson, audience).reduce((sum, block) => sum + wordsOf([block.title ?? '', ...shownTexts(block)].map(plainText).join('\n')).length, 0);
}

/** Everything a block says in sentences, explanations included; its title is not a sentence. */
export function proseOf(block: Block): string {
  return [...shownTexts(block), ...laterTexts(block)].map(plainText).join('\n');
}

/** Markdown without its marks: one line for each paragraph or list item, without the name of who speaks in a dialogue. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^>[ \t]?/gm, '')
    .replace(/^\*\*[^*\n]{1,40}:\*\*\s*/gm, '')
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+/gm, '\n')
    .split(/\n\s*\n|\n(?=—)/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').replace(/[*_]+/g, '').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

function shownTexts(block: Block): readonly string[] {
  switch (block.kind) {
    case 'choice':
      return [block.prompt, ...block.options.map((option) => option.text)];
    case 'order':
      return [block.prompt, ...block.steps];
    case 'write':
    case 'recall':
    case 'plan':
      return [block.prompt];
    case 'case':
    case 'idea':
    case 'model-bad':
    case 'model-good':
    case 'image':
      return [block.body];
  }
}

function laterTexts(block: Block): readonly string[] {
  switch (block.kind) {
    case 'choice':
      return block.options.map((option) => option.why);
    case 'order':
    case 'write':
    case 'recall':
    case 'plan':
      return [block.after];
    case 'case':
    case 'idea':
    case 'model-bad':
    case 'model-good':
    case 'image':
      return [];
  }
}
