import type { Locale } from '#kernel/locale';
import type { DraftContent, EditionItem } from '../domain/edition';
import { languageChoices } from './lesson-preview.view';
import type { Say } from '#platform/views/say';

/** Every question with its key: for those who answer for the test, never for those who take it. */
export function bankView(unit: string, draft: DraftContent, language: Locale, say: Say) {
  const { title, items } = draft.locales[language];
  return {
    name: title,
    back: `/units/${unit}`,
    count: items.length,
    draw: draft.test.draw,
    pass: draft.test.pass,
    language,
    languages: languageChoices(`/units/${unit}/test`, language, say),
    items: items.map((item) => questionOf(item, say)),
  };
}

function questionOf({ id, cell, level, objective, source, critical, stem, options }: EditionItem, say: Say) {
  return {
    id,
    stem,
    critical,
    facts: [
      say(`curriculum.cell.${cell}`),
      say(`curriculum.level.${level}`),
      say('curriculum.units.bank.objective', { objective }),
      say('curriculum.units.bank.source', { ...source }),
    ].join(' · '),
    options,
  };
}
