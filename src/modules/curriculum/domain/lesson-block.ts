import type { Report } from './finding';
import type { Audience, Block, ChoiceOption, Kind } from './unit';

/** A block as it stands in the file, its lines not yet understood. The first of `lines` is the one after `line`. */
export interface BlockSource {
  readonly kind: Kind;
  readonly line: number;
  readonly id: string;
  readonly audience: Audience | null;
  readonly title: string | null;
  readonly file: string;
  readonly lines: string[];
}

/** Null when there is nothing in it to keep. */
export function parseBlock(source: BlockSource, report: Report): Block | null {
  const { kind, id, audience, title, line } = source;
  refuseMarkup(source, report);
  if (source.lines.every((text) => text.trim() === '')) {
    report(line, 'lesson.empty', { kind });
    return null;
  }
  const placed = { id, audience, title, line };
  switch (kind) {
    case 'case':
    case 'idea':
    case 'model-bad':
    case 'model-good':
      return { ...placed, kind, body: textOf(source.lines) };
    case 'image':
      return { ...placed, kind, file: source.file, body: textOf(source.lines) };
    case 'choice':
      return { ...placed, kind, ...parseChoice(source, report) };
    case 'order':
      return { ...placed, kind, ...parseOrder(source, report) };
    case 'write':
    case 'recall':
    case 'plan':
      return { ...placed, kind, ...parseOpen(source, report) };
  }
}

const MARKUP: readonly (readonly [string, RegExp])[] = [
  ['image', /!\[/],
  ['link', /\]\(|\]\[|^\s*\[[^\]]+\]:|https?:\/\/|www\./i],
  ['html', /<[a-z/!?]/i],
  ['heading', /^\s{0,3}#{1,6}(\s|$)/],
  ['code', /^\s*(```|~~~)|`/],
  ['rule', /^\s{0,3}([-*_=])(\s*\1){2,}\s*$/],
  ['table', /^\s*\|.*\|\s*$/],
];

/** Lessons are words: paragraphs, bold, emphasis, lists, quotes. Anything more would look different on every screen, or open a door. */
function refuseMarkup({ lines, line }: BlockSource, report: Report): void {
  lines.forEach((text, index) => {
    const found = MARKUP.find(([, pattern]) => pattern.test(text));
    if (found) report(line + 1 + index, 'lesson.markup', { what: found[0] });
  });
}

function parseChoice({ lines, line, kind }: BlockSource, report: Report): { prompt: string; options: readonly ChoiceOption[] } {
  const first = firstMatching(lines, /^- \[/);
  const prompt = textOf(lines.slice(0, first));
  const options: { line: number; correct: boolean; text: string; why: string[] }[] = [];
  lines.slice(first).forEach((text, index) => {
    const number = line + 1 + first + index;
    const opened = /^- \[([ xX])\]\s+(\S.*)$/.exec(text);
    const last = options.at(-1);
    const why = /^\s+>\s?(.*)$/.exec(text);
    if (opened) options.push({ line: number, correct: opened[1] !== ' ', text: (opened[2] ?? '').trim(), why: [] });
    else if (why && last) last.why.push(why[1] ?? '');
    else if (/^\s+\S/.test(text) && last?.why.length === 0) last.text += ` ${text.trim()}`;
    else if (text.trim() !== '') report(number, 'lesson.stray-line', { kind });
  });
  if (prompt === '') report(line, 'lesson.empty', { kind });
  if (options.length < 2 || options.length > 4) report(line, 'lesson.options', { problem: 'count', count: options.length });
  const correct = options.filter((option) => option.correct).length;
  if (correct !== 1 && options.length > 0) report(line, 'lesson.options', { problem: 'correct', count: correct });
  for (const option of options) if (textOf(option.why) === '') report(option.line, 'lesson.explanation', { kind });
  return { prompt, options: options.map((option, index) => ({ ...option, id: String.fromCharCode(97 + index), why: textOf(option.why) })) };
}

function parseOrder({ lines, line, kind }: BlockSource, report: Report): { prompt: string; steps: readonly string[]; after: string } {
  const first = firstMatching(lines, /^\d+[.)]\s/);
  const steps: string[] = [];
  const after: string[] = [];
  lines.slice(first).forEach((text, index) => {
    const step = /^\d+[.)]\s+(\S.*)$/.exec(text);
    const quoted = /^>\s?(.*)$/.exec(text);
    if (step && after.length === 0) steps.push((step[1] ?? '').trim());
    else if (quoted) after.push(quoted[1] ?? '');
    else if (/^\s+\S/.test(text) && after.length === 0 && steps.length > 0) steps.push(`${steps.pop() ?? ''} ${text.trim()}`);
    else if (text.trim() !== '') report(line + 1 + first + index, 'lesson.stray-line', { kind });
  });
  const prompt = textOf(lines.slice(0, first));
  if (prompt === '') report(line, 'lesson.empty', { kind });
  if (steps.length < 3 || steps.length > 6) report(line, 'lesson.options', { problem: 'steps', count: steps.length });
  if (textOf(after) === '') report(line, 'lesson.explanation', { kind });
  return { prompt, steps, after: textOf(after) };
}

/** The last quotation is what appears afterwards; a dialogue may be quoted before it. */
function parseOpen({ lines, line, kind }: BlockSource, report: Report): { prompt: string; after: string } {
  const full = [...lines];
  while (full.at(-1)?.trim() === '') full.pop();
  const first = full.findLastIndex((text) => !text.startsWith('>')) + 1;
  const after = textOf(full.slice(first).map((text) => text.replace(/^>\s?/, '')));
  const prompt = textOf(full.slice(0, first));
  if (prompt === '') report(line, 'lesson.empty', { kind });
  if (after === '') report(line, 'lesson.explanation', { kind });
  return { prompt, after };
}

function firstMatching(lines: readonly string[], pattern: RegExp): number {
  const index = lines.findIndex((text) => pattern.test(text));
  return index < 0 ? lines.length : index;
}

function textOf(lines: readonly string[]): string {
  return lines.join('\n').trim();
}
