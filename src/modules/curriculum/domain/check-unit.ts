import { LOCALES } from '#kernel/locale';
import { checkImages } from './check/images';
import { checkItems } from './check/items';
import { checkLanguages } from './check/languages';
import { checkLessonText, checkTestText } from './check/readability';
import { checkSheet } from './check/sheet';
import { checkStructure } from './check/structure';
import { type Finding, inOrder } from './finding';
import { measuresOf } from './measures';
import type { Unit } from './unit';

/** Everything a machine can say about a unit that could be read. */
export function checkUnit(unit: Unit): readonly Finding[] {
  const measures = measuresOf(unit.sheet?.number ?? Number.parseInt(unit.folder, 10));
  const perLanguage = LOCALES.flatMap((locale) => {
    const lessons = unit.lessons[locale];
    const test = unit.tests[locale];
    return [
      ...lessons.flatMap((lesson) => [...checkStructure(lesson, unit.sheet), ...checkLessonText(lesson, locale, measures)]),
      ...(test ? [...checkTestText(test, locale), ...checkItems(test, locale, unit.sheet, lessons, measures)] : []),
    ];
  });
  return inOrder([...checkSheet(unit, measures), ...perLanguage, ...checkLanguages(unit), ...checkImages(unit)]);
}
