import { type Finding, finding, type Report } from './finding';
import { type BlockSource, parseBlock } from './lesson-block';
import { AUDIENCES, type Audience, type Block, type Kind, KINDS, type Lesson } from './unit';

/** Reads a lesson file: front matter, then a flat sequence of `::: kind … :::` blocks. What cannot be read becomes a finding, the rest is kept. */
export function parseLesson(file: string, text: string): { readonly lesson: Lesson; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const report: Report = (line, rule, values = {}) => void findings.push(finding(file, line, rule, values));
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const front = readFrontMatter(lines, report);
  const blocks = readBlocks(lines, front.next, report).flatMap((source): Block[] => {
    const block = parseBlock(source, report);
    return block ? [block] : [];
  });
  return { lesson: { file, ...front.values, blocks }, findings };
}

interface FrontMatter {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly objective: number;
  readonly summary: string;
}

const TEXTS = ['id', 'title', 'summary'] as const;
const NUMBERS = ['minutes', 'objective'] as const;

function readFrontMatter(lines: readonly string[], report: Report): { readonly values: FrontMatter; readonly next: number } {
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  const closed = lines[0]?.trim() === '---' && end > 0;
  if (!closed) report(1, 'lesson.front-matter', { problem: 'absent', key: '' });
  const found = new Map<string, string>();
  lines.slice(1, closed ? end : 1).forEach((line, index) => {
    const match = /^([a-z]+):\s*(.*?)\s*$/.exec(line);
    const key = match?.[1] ?? line.trim();
    if (key === '') return;
    if (!match || !([...TEXTS, ...NUMBERS] as string[]).includes(key)) report(index + 2, 'lesson.front-matter', { problem: 'unknown', key });
    else if (found.has(key)) report(index + 2, 'lesson.front-matter', { problem: 'twice', key });
    else found.set(key, unquoted(match[2] ?? ''));
  });
  const lineOf = (key: string): number => Math.max(1, lines.findIndex((line) => line.startsWith(`${key}:`)) + 1);
  for (const key of closed ? [...TEXTS, ...NUMBERS] : []) if ((found.get(key) ?? '') === '') report(lineOf(key), 'lesson.front-matter', { problem: 'missing', key });
  const number = (key: (typeof NUMBERS)[number]): number => {
    const value = found.get(key) ?? '';
    if (value !== '' && !/^[1-9]\d?$/.test(value)) report(lineOf(key), 'lesson.front-matter', { problem: 'number', key });
    return Number(value) || 0;
  };
  const values = { id: found.get('id') ?? '', title: found.get('title') ?? '', minutes: number('minutes'), objective: number('objective'), summary: found.get('summary') ?? '' };
  return { values, next: closed ? end + 1 : 0 };
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}

function readBlocks(lines: readonly string[], from: number, report: Report): readonly BlockSource[] {
  const blocks: BlockSource[] = [];
  let open: BlockSource | null = null;
  let strayed = false;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (/^:::\s*$/.test(line)) {
      if (open) blocks.push(open);
      else report(index + 1, 'lesson.outside-block');
      open = null;
      strayed = false;
    } else if (line.startsWith(':::')) {
      if (open) report(open.line, 'lesson.unclosed', { kind: open.kind });
      open = openBlock(line, index + 1, report);
    } else if (open) {
      open.lines.push(line);
    } else if (line.trim() !== '' && !strayed) {
      // One sentence about a paragraph astray is enough.
      report(index + 1, 'lesson.outside-block');
      strayed = true;
    }
  }
  if (open) report(open.line, 'lesson.unclosed', { kind: open.kind });
  return blocks.filter((block) => (KINDS as readonly string[]).includes(block.kind));
}

const ATTRIBUTE = /\s+([a-z]+)=(?:"([^"]*)"|([^\s"]+))/y;

function openBlock(line: string, number: number, report: Report): BlockSource {
  const kind = /^:::\s*([^\s=]*)/.exec(line)?.[1] ?? '';
  if (!(KINDS as readonly string[]).includes(kind)) report(number, 'lesson.unknown-kind', { kind, kinds: KINDS.join(', ') });
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = line.indexOf(kind, 3) + kind.length;
  let end = ATTRIBUTE.lastIndex;
  for (let match = ATTRIBUTE.exec(line); match; match = ATTRIBUTE.exec(line)) {
    attributes.set(match[1] ?? '', (match[2] ?? match[3] ?? '').trim());
    end = ATTRIBUTE.lastIndex;
  }
  const rest = line.slice(end).trim();
  const wrong = (problem: string, name: string): void => report(number, 'lesson.attribute', { problem, name });
  if (rest !== '') wrong('unreadable', rest.slice(0, 40));
  for (const name of attributes.keys()) if (!['id', 'audience', 'title', 'file'].includes(name)) wrong('unknown', name);
  // What is missing may be in what could not be read.
  const needed = rest !== '' ? [] : kind === 'image' ? ['id', 'file'] : ['id', 'title'];
  for (const name of needed) if ((attributes.get(name) ?? '') === '') wrong('missing', name);
  if (kind !== 'image' && attributes.has('file')) wrong('unknown', 'file');
  const audience = attributes.get('audience') ?? null;
  if (audience !== null && !(AUDIENCES as readonly string[]).includes(audience)) wrong('audience', audience);
  return {
    kind: kind as Kind,
    line: number,
    id: attributes.get('id') ?? '',
    audience: (AUDIENCES as readonly string[]).includes(audience ?? '') ? (audience as Audience) : null,
    title: attributes.get('title') ?? null,
    file: attributes.get('file') ?? '',
    lines: [],
  };
}
