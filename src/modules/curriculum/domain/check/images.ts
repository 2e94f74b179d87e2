import { type Finding, finding } from '../finding';
import { svgDangers, svgFault } from '../svg';
import type { ByLocale, ImageFile, Lesson, Unit, UnitSheet } from '../unit';

const MAXIMUM_BYTES = 200 * 1024;
const MAXIMUM_ALT = 150;

/** Every picture that a lesson or the sheet names is there, safe to show, light, and says the same to somebody who cannot see it. */
export function checkImages({ sheet, lessons, images }: Unit): readonly Finding[] {
  const uses = usesOf(sheet, lessons);
  const there = new Set(images.map(({ file }) => file));
  const noted = new Set(sheet?.images.map(({ file }) => file));
  const first = uses.filter(({ image }, index) => uses.findIndex((use) => use.image === image) === index);
  return [
    ...first.filter(({ image }) => !there.has(image)).map(({ file, line, image }) => finding(file, line, 'image.missing', { image })),
    ...first
      .filter(({ image }) => sheet && there.has(image) && !noted.has(image))
      .map(({ file, line, image }) => finding(file, line, 'image.not-noted', { image })),
    ...(sheet ? notes(sheet, there, new Set(uses.map(({ image }) => image))) : []),
    ...images.filter(({ file }) => sheet && !noted.has(file) && !first.some(({ image }) => image === file)).map(({ file }) => finding(`images/${file}`, 1, 'unit.file-unknown')),
    ...images.flatMap(drawing),
  ];
}

function usesOf(sheet: UnitSheet | null, lessons: ByLocale<readonly Lesson[]>): readonly { file: string; line: number; image: string }[] {
  const shown = [...lessons.es, ...lessons.en].flatMap(({ file, blocks }) => blocks.flatMap((block) => (block.kind === 'image' && block.file !== '' ? [{ file, line: block.line, image: block.file }] : [])));
  if (!sheet) return shown;
  return [...shown, { file: sheet.file, line: sheet.lines.cover, image: sheet.cover }, { file: sheet.file, line: sheet.lines.emblem, image: sheet.emblem }];
}

function notes(sheet: UnitSheet, there: ReadonlySet<string>, used: ReadonlySet<string>): readonly Finding[] {
  return sheet.images.flatMap(({ file, alt, line }) => [
    ...(there.has(file) || used.has(file) ? [] : [finding(sheet.file, line, 'image.missing', { image: file })]),
    ...(used.has(file) ? [] : [finding(sheet.file, line, 'image.unused', { image: file })]),
    ...(['es', 'en'] as const)
      .filter((locale) => alt[locale].length > MAXIMUM_ALT)
      .map((locale) => finding(sheet.file, line, 'image.alt-long', { image: file, language: locale, characters: alt[locale].length, maximum: MAXIMUM_ALT })),
  ]);
}

function drawing({ file, text, bytes }: ImageFile): readonly Finding[] {
  const path = `images/${file}`;
  if (bytes > MAXIMUM_BYTES) return [finding(path, 1, 'image.too-big', { kilobytes: Math.ceil(bytes / 1024), maximum: MAXIMUM_BYTES / 1024 })];
  const fault = svgFault(text);
  if (fault) return [finding(path, fault.line, 'image.broken', { problem: fault.problem, what: fault.what })];
  return svgDangers(text).map(({ line, what }) => finding(path, line, 'image.unsafe', { what }));
}
