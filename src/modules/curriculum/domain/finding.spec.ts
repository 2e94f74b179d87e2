import { join } from 'node:path';
import { loadCatalogues } from '#platform/i18n/catalogue';
import { finding, inOrder, RULES } from './finding';

describe('the rules of a unit', () => {
  const catalogues = loadCatalogues(join(__dirname, '../../../../views/messages'));

  it.each(['es', 'en'] as const)('each have a sentence in %s, and no sentence is left over', (locale) => {
    const keys = [...catalogues[locale].messages.keys()].filter((key) => key.startsWith('curriculum.rule.'));
    expect(keys.map((key) => key.slice('curriculum.rule.'.length)).sort()).toEqual(Object.keys(RULES).sort());
  });
});

describe('findings', () => {
  it('come by file and line, each once', () => {
    const late = finding('es/a.md', 12, 'lesson.markup', { what: 'html' });
    const early = finding('es/a.md', 2, 'lesson.empty', { kind: 'idea' });
    const other = finding('en/a.md', 40, 'lesson.empty', { kind: 'idea' });
    expect(inOrder([late, early, late, other])).toEqual([other, early, late]);
  });
});
