/** A fault or a doubt in a unit: where it is, which rule, and the values its sentence needs. The words are in views/messages, in every language. */
export interface Finding {
  /** Path inside the unit's folder: `es/lesson-1.md`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: Rule;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Stable names, by family: scripts rely on them. A warning does not stop a unit from being published. */
export const RULES = {
  'unit.folder': 'error',
  'unit.file-missing': 'error',
  'unit.file-unreadable': 'error',
  'unit.file-too-big': 'error',
  'unit.file-unknown': 'warning',
  'unit.too-many-files': 'error',
  'unit.sheet': 'error',
  'unit.size': 'error',
  'yaml.syntax': 'error',
  'yaml.alias': 'error',
  'yaml.shape': 'error',
  'lesson.front-matter': 'error',
  'lesson.outside-block': 'error',
  'lesson.unknown-kind': 'error',
  'lesson.attribute': 'error',
  'lesson.unclosed': 'error',
  'lesson.empty': 'error',
  'lesson.markup': 'error',
  'lesson.stray-line': 'error',
  'lesson.options': 'error',
  'lesson.explanation': 'error',
  'lesson.id-form': 'error',
  'lesson.id-twice': 'error',
  'lesson.order': 'error',
  'lesson.practice': 'error',
  'lesson.audiences': 'error',
  'lesson.idea-length': 'error',
  'lesson.objective': 'error',
  'languages.lesson-differs': 'error',
  'languages.block-differs': 'error',
  'languages.item-differs': 'error',
  'image.missing': 'error',
  'image.not-noted': 'error',
  'image.unused': 'warning',
  'image.alt-long': 'error',
  'image.unsafe': 'error',
  'image.broken': 'error',
  'image.too-big': 'error',
  'text.hard': 'error',
  'text.hard-stem': 'error',
  'text.length': 'error',
  'text.sentences-long': 'warning',
  'text.sentence-long': 'warning',
  'item.id': 'error',
  'item.count': 'error',
  'item.cell': 'error',
  'item.options': 'error',
  'item.key': 'error',
  'item.balance': 'error',
  'item.length': 'error',
  'item.word': 'error',
  'item.why': 'error',
  'item.source': 'error',
  'item.objective': 'error',
  'item.duplicate': 'error',
  'item.question': 'warning',
  'item.double-negative': 'warning',
} as const;

export type Rule = keyof typeof RULES;

export function isError(finding: Finding): boolean {
  return RULES[finding.rule] === 'error';
}

export function finding(file: string, line: number, rule: Rule, values: Readonly<Record<string, string | number>> = {}): Finding {
  return { file, line, rule, values };
}

/** Adds a finding about the file that is being read. */
export type Report = (line: number, rule: Rule, values?: Record<string, string | number>) => void;

/** By file, then by line; one rule says the same of one place once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const unique = new Map(findings.map((one) => [JSON.stringify([one.file, one.line, one.rule, one.values]), one]));
  return [...unique.values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.rule, b.rule));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
