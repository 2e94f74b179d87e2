import { parse, type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { LOCALES } from '#kernel/locale';
import { loadCatalogues } from '#platform/i18n/catalogue';
import { join } from 'node:path';
import { filesUnder, ROOT, sourceFiles, textOf } from './sources';

const catalogues = loadCatalogues(join(ROOT, 'views/messages'));
const spanish = catalogues.es.messages;

function placeholdersIn(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [element.value];
      case TYPE.select:
      case TYPE.plural:
        return [element.value, ...Object.values(element.options).flatMap((option) => placeholdersIn(option.value))];
      case TYPE.tag:
        return placeholdersIn(element.children);
      case TYPE.literal:
      case TYPE.pound:
        return [];
    }
  });
}

const placeholdersOf = (message: string): string[] => [...new Set(placeholdersIn(parse(message, { ignoreTag: true })))].sort();

describe('the words on the screens', () => {
  it.each(LOCALES)('have the same keys in %s as in Spanish', (locale) => {
    expect([...catalogues[locale].messages.keys()].sort()).toEqual([...spanish.keys()].sort());
  });

  it.each(LOCALES)('have the same placeholders in %s as in Spanish', (locale) => {
    const different = [...spanish].filter(([key, message]) => {
      const other = catalogues[locale].messages.get(key);
      return other !== undefined && placeholdersOf(other).join() !== placeholdersOf(message).join();
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('are never empty', () => {
    for (const locale of LOCALES)
      for (const [key, message] of catalogues[locale].messages) expect(`${key}: ${message.trim()}`).not.toBe(`${key}: `);
  });

  it('are all used: a key that nothing names is left from something that is gone', () => {
    const code = [...sourceFiles(), ...filesUnder('views', '.hbs')].map(textOf).join('\n');
    // A key is used when it stands whole, or when a known beginning of it is put together with something (`concat "a.b." x`, `a.b.${x}`), or as the title of a page.
    const whole = new Set([...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/gi)].map((match) => match[1] ?? ''));
    const beginnings = [...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)*\.[\w-]*)(?:['"]|\$\{)/gi)]
      .map((match) => match[1] ?? '')
      .filter((beginning) => beginning.includes('.'));
    const titles = new Set(
      filesUnder('views', '.hbs').map((path) => `${path.slice('views/'.length, -'.hbs'.length).replaceAll('/', '.')}.title`),
    );
    const unused = [...spanish.keys()].filter((key) => {
      if (whole.has(key) || titles.has(key)) return false;
      return !beginnings.some((beginning) => key.startsWith(beginning));
    });
    expect(unused).toEqual([]);
  });
});
