import { isAlias, isNode, isPair, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type Finding, finding } from '../domain/finding';

/** The value, where each part of it stands, or what is wrong with the file. */
export interface YamlFile<T> {
  readonly value: T | null;
  /** The line of `lessons`, of `items[3].stem` …; of the nearest thing around it where that is absent. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
  readonly findings: readonly Finding[];
}

export function parseYamlFile<T>(file: string, text: string, schema: z.ZodType<T>): YamlFile<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true, schema: 'core' });
  const lineOf = (path: readonly PropertyKey[]): number => Math.max(1, counter.linePos(offsetOf(document, path)).line);
  const refuse = (findings: readonly Finding[]): YamlFile<T> => ({ value: null, lineOf, findings });

  const mistakes = document.errors.map(({ pos, message }) => finding(file, Math.max(1, counter.linePos(pos[0]).line), 'yaml.syntax', { problem: message.slice(0, 160) }));
  if (mistakes.length > 0) return refuse(mistakes.slice(0, 20));
  const alias = firstAlias(document);
  if (alias !== null) return refuse([finding(file, Math.max(1, counter.linePos(alias).line), 'yaml.alias')]);

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, lineOf, findings: [] };
  return refuse(parsed.error.issues.map((issue) => finding(file, lineOf(issue.path), 'yaml.shape', { where: nameOf(issue.path), ...problemOf(issue) })));
}

/** An alias can make a small file grow without end, and nobody needs one here. */
function firstAlias(document: ReturnType<typeof parseDocument>): number | null {
  let found: number | null = null;
  visit(document, (_key, node) => {
    if (!isAlias(node)) return undefined;
    found = node.range?.[0] ?? 0;
    return visit.BREAK;
  });
  return found;
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isNode(parent) && 'items' in parent ? (parent.items as unknown[]).find((item) => isPair(item) && String(item.key) === String(key)) : undefined;
    // A key is where the eye looks; for a place in a list it is the element.
    const node: unknown = isPair(pair) ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : String(part))).join('.').replaceAll('.[', '[') || '–';
}

function problemOf(issue: z.core.$ZodIssue): { problem: string; wanted: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && !/received (?!undefined)/.test(issue.message) ? { problem: 'missing', wanted: issue.expected } : { problem: 'type', wanted: issue.expected };
    case 'unrecognized_keys':
      return { problem: 'unknown', wanted: issue.keys.join(', ') };
    case 'invalid_value':
      return { problem: 'choice', wanted: issue.values.map(String).join(', ') };
    case 'too_small':
      return { problem: 'small', wanted: String(issue.minimum) };
    case 'too_big':
      return { problem: 'big', wanted: String(issue.maximum) };
    case 'invalid_format':
      return { problem: 'form', wanted: issue.message };
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return { problem: 'other', wanted: issue.message };
  }
}
