import { type Locale, LOCALES } from '#kernel/locale';
import { type Finding, finding } from '../domain/finding';
import { parseLesson } from '../domain/lesson-text';
import type { ByLocale, ImageFile, Lesson, Test, Unit, UnitSheet } from '../domain/unit';
import { parseTestYaml } from './test-yaml';
import type { UnitFiles } from './unit-files';
import { parseUnitYaml } from './unit-yaml';

/** From the texts of a folder to a unit, with everything on the way that could not be read. */
export function readUnit({ folder, texts, findings }: UnitFiles): { readonly unit: Unit; readonly findings: readonly Finding[] } {
  if (findings.some(({ rule }) => rule === 'unit.folder')) return { unit: { folder, sheet: null, lessons: { es: [], en: [] }, tests: { es: null, en: null }, images: [] }, findings };
  const all: Finding[] = [...findings];
  const take = <T extends { readonly findings: readonly Finding[] }>(parsed: T): T => {
    all.push(...parsed.findings);
    return parsed;
  };
  const unreadable = new Set(findings.map(({ file }) => file));
  const textOf = (file: string, line: number, namedIn: string): string | null => {
    const text = texts.get(file);
    if (text === undefined && !unreadable.has(file)) all.push(finding(namedIn, line, 'unit.file-missing', { missing: file }));
    return text ?? null;
  };

  const sheetText = textOf('unit.yaml', 1, 'unit.yaml');
  const sheet = sheetText === null ? null : take(parseUnitYaml('unit.yaml', sheetText)).sheet;
  const lessonsOf = (locale: Locale): readonly Lesson[] =>
    lessonIds(sheet, texts, locale).flatMap((id) => {
      const file = `${locale}/${id}.md`;
      const text = textOf(file, sheet?.lines.lessons ?? 1, 'unit.yaml');
      return text === null ? [] : [take(parseLesson(file, text)).lesson];
    });
  const testOf = (locale: Locale): Test | null => {
    const file = `${locale}/test.yaml`;
    const text = textOf(file, sheet?.lines.test ?? 1, 'unit.yaml');
    return text === null ? null : take(parseTestYaml(file, text)).test;
  };
  const lessons = byLocale(lessonsOf);
  const used = new Set(['unit.yaml', ...LOCALES.flatMap((locale) => [`${locale}/test.yaml`, ...(sheet?.lessons ?? []).map((id) => `${locale}/${id}.md`)])]);
  const strangers = sheet ? [...texts.keys()].filter((path) => !path.startsWith('images/') && !used.has(path)) : [];
  all.push(...strangers.map((path) => finding(path, 1, 'unit.file-unknown')));
  return { unit: { folder, sheet, lessons, tests: byLocale(testOf), images: imagesIn(texts) }, findings: all };
}

/** Without a readable unit.yaml the lessons that are there are still worth checking. */
function lessonIds(sheet: UnitSheet | null, texts: ReadonlyMap<string, string>, locale: Locale): readonly string[] {
  if (sheet) return [...new Set(sheet.lessons)];
  return [...texts.keys()].filter((path) => path.startsWith(`${locale}/`) && path.endsWith('.md')).map((path) => path.slice(3, -3));
}

function imagesIn(texts: ReadonlyMap<string, string>): readonly ImageFile[] {
  return [...texts].filter(([path]) => path.startsWith('images/')).map(([path, text]) => ({ file: path.slice('images/'.length), text, bytes: Buffer.byteLength(text) }));
}

function byLocale<T>(read: (locale: Locale) => T): ByLocale<T> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, read(locale)])) as Record<Locale, T>;
}
