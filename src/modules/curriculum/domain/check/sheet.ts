import { LOCALES } from '#kernel/locale';
import { type Finding, finding } from '../finding';
import { type Measures, type Range, within } from '../measures';
import type { Unit, UnitSheet } from '../unit';

/** What unit.yaml says of itself adds up, and agrees with its folder. */
export function checkSheet({ folder, sheet, lessons }: Unit, measures: Measures): readonly Finding[] {
  if (!sheet) return [];
  const { lines } = sheet;
  const drawn = sheet.test.blueprint.reduce((sum, { items }) => sum + items, 0);
  const faults: readonly (readonly [boolean, number, string, string | number, string | number])[] = [
    [sheet.unit !== folder, lines.unit, 'unit', sheet.unit, folder],
    [sheet.number !== Number.parseInt(folder, 10), lines.number, 'number', sheet.number, folder.slice(0, 2)],
    [LOCALES.some((locale) => !sheet.languages.includes(locale)), lines.languages, 'languages', sheet.languages.join(', '), LOCALES.join(', ')],
    [drawn !== sheet.test.draw, lines.test, 'draw', sheet.test.draw, drawn],
    [sheet.test.pass > sheet.test.draw, lines.test, 'pass', sheet.test.pass, sheet.test.draw],
    [new Set(sheet.lessons).size !== sheet.lessons.length, lines.lessons, 'lessons', sheet.lessons.join(', '), ''],
    [!inSequence(sheet), lines.objectives, 'objectives', sheet.objectives.map(({ id }) => id).join(', '), ''],
  ];
  const sizes: readonly (readonly [string, number, number, Range])[] = [
    ['lessons', lines.lessons, sheet.lessons.length, measures.lessons],
    ['minutes', lines.lessons, lessons.es.reduce((sum, { minutes }) => sum + minutes, 0), measures.minutes],
    ['draw', lines.test, sheet.test.draw, measures.draw],
    ['hours', lines.hours, sheet.hours, measures.hours],
  ];
  return [
    ...faults.flatMap(([wrong, line, key, here, there]) => (wrong ? [finding(sheet.file, line, 'unit.sheet', { key, here, there })] : [])),
    ...sizes.flatMap(([what, line, count, range]) => (within(count, range) ? [] : [finding(sheet.file, line, 'unit.size', { what, count, ...range })])),
  ];
}

function inSequence({ objectives }: UnitSheet): boolean {
  return objectives.every(({ id }, index) => id === index + 1);
}
