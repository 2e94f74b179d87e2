import type { Locale } from '#kernel/locale';
import { type Finding, finding, type Rule } from '../finding';
import type { Measures } from '../measures';
import type { Item, Lesson, Test, UnitSheet } from '../unit';

const OPTIONS = 3;
const LENGTH_RATIO = 1.4;

/** The rules of good questions that a machine can hold (Haladyna, Downing and Rodriguez, 2002). */
export function checkItems(test: Test, locale: Locale, sheet: UnitSheet | null, lessons: readonly Lesson[], measures: Measures): readonly Finding[] {
  return [...test.items.flatMap((item) => checkItem(test.file, item, locale, sheet, lessons)), ...checkBank(test, sheet, measures)];
}

function checkItem(file: string, item: Item, locale: Locale, sheet: UnitSheet | null, lessons: readonly Lesson[]): readonly Finding[] {
  const { id, options } = item;
  const at = (line: number, rule: Rule, values: Record<string, string | number> = {}): Finding => finding(file, line, rule, { id, ...values });
  const correct = options.filter((option) => option.correct).length;
  const lengths = options.map(({ text }) => text.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  return [
    ...(sheet && !isItemIdOf(sheet, id) ? [at(item.line, 'item.id', { example: `${sheet.code.toLowerCase()}-001` })] : []),
    ...(sheet && !sheet.objectives.some((objective) => objective.id === item.objective) ? [at(item.line, 'item.objective', { objective: item.objective })] : []),
    ...(options.map((option) => option.id).join() === 'a,b,c' ? [] : [at(item.line, 'item.options', { count: options.length, wanted: OPTIONS })]),
    ...(correct === 1 ? [] : [at(item.line, 'item.key', { count: correct })]),
    ...(longest > LENGTH_RATIO * shortest ? [at(item.line, 'item.length', { shortest, longest, ratio: LENGTH_RATIO })] : []),
    ...options.flatMap(({ text, line }) => FORBIDDEN[locale].filter((pattern) => pattern.test(text)).map((pattern) => at(line, 'item.word', { word: pattern.exec(text)?.[0] ?? '' }))),
    ...sameWhys(item).map((option) => at(option.line, 'item.why', { option: option.id })),
    ...(taught(item, lessons) ? [] : [at(item.line, 'item.source', { source: `${item.source.lesson}#${item.source.block}` })]),
    ...(/\?[»”"']?$/.test(item.stem.trim()) ? [] : [at(item.stemLine, 'item.question')]),
    ...((questionOf(item.stem).match(NEGATIONS[locale]) ?? []).length > 1 ? [at(item.stemLine, 'item.double-negative')] : []),
  ];
}

function isItemIdOf({ code }: UnitSheet, id: string): boolean {
  return id.startsWith(`${code.toLowerCase()}-`) && /^\d{3}$/.test(id.slice(code.length + 1));
}

const FORBIDDEN: Readonly<Record<Locale, readonly RegExp[]>> = {
  es: [/\b(todas|ninguna)\s+(de\s+)?las\s+(anteriores|opciones)\b/iu, word('siempre|nunca|jamás')],
  en: [/\b(all|none|any|both)\s+of\s+(the\s+above|these|the\s+options)\b/iu, word('always|never')],
};
const NEGATIONS: Readonly<Record<Locale, RegExp>> = { es: word('no|sin|excepto|salvo|ningún|ninguna|nadie', 'giu'), en: word("no|not|n't|without|except|none|nobody", 'giu') };

/** `\b` knows no accents. */
function word(alternatives: string, flags = 'iu'): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${alternatives})(?!\\p{L})`, flags);
}

function questionOf(stem: string): string {
  return /[^.!?…]*\?[^?]*$/u.exec(stem)?.[0] ?? '';
}

function sameWhys({ options }: Item): readonly Item['options'][number][] {
  const said = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]+/gu, ' ').trim();
  return options.filter((option, index) => said(option.why) === '' || options.slice(0, index).some((earlier) => said(earlier.why) === said(option.why)));
}

function taught({ source }: Item, lessons: readonly Lesson[]): boolean {
  return lessons.some(({ id, blocks }) => id === source.lesson && blocks.some((block) => block.id === source.block));
}

function checkBank(test: Test, sheet: UnitSheet | null, measures: Measures): readonly Finding[] {
  const { items, file } = test;
  const stems = new Map<string, string>();
  const duplicates = items.flatMap(({ id, stem, line }) => {
    const key = stem.toLowerCase().replace(/[^\p{L}\d]+/gu, ' ').trim();
    const earlier = stems.get(key);
    if (earlier === undefined) stems.set(key, id);
    return earlier === undefined ? [] : [finding(file, line, 'item.duplicate', { id, other: earlier })];
  });
  const ids = items.filter(({ id }, index) => items.findIndex((other) => other.id === id) !== index).map(({ id, line }) => finding(file, line, 'item.duplicate', { id, other: id }));
  return [...duplicates, ...ids, ...counts(test, sheet, measures), ...balance(test)];
}

function counts({ items, file }: Test, sheet: UnitSheet | null, { bankTimes }: Measures): readonly Finding[] {
  const blueprint = sheet?.test.blueprint ?? [];
  const short = blueprint.flatMap(({ cell, level, items: drawn }) => {
    const count = items.filter((item) => item.cell === cell && item.level === level).length;
    return count < drawn * bankTimes ? [finding(file, 1, 'item.count', { cell, level, count, wanted: drawn * bankTimes })] : [];
  });
  const outside = items.filter((item) => sheet && !blueprint.some(({ cell, level }) => cell === item.cell && level === item.level));
  return [...short, ...outside.map(({ id, cell, level, line }) => finding(file, line, 'item.cell', { id, cell, level }))];
}

/** Somebody who always chooses the same letter must not gain by it. */
function balance({ items, file }: Test): readonly Finding[] {
  const keys = ['a', 'b', 'c'].map((key) => items.filter(({ options }) => options.some(({ id, correct }) => correct && id === key)).length);
  const [a = 0, b = 0, c = 0] = keys;
  const allowed = Math.max(1, Math.round(items.length * 0.05));
  return Math.max(...keys) - Math.min(...keys) > allowed ? [finding(file, 1, 'item.balance', { a, b, c, allowed })] : [];
}
