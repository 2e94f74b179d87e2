import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale, LOCALES } from '#kernel/locale';

export type MessageValues = Readonly<Record<string, string | number | null>>;

/** Every sentence of the product in one language: `<file>.<path.inside.the.file>` → text, or a compiled ICU message where it has placeholders. */
export class Catalogue {
  private readonly compiled = new Map<string, IntlMessageFormat>();

  constructor(
    readonly locale: Locale,
    readonly messages: ReadonlyMap<string, string>,
  ) {}

  /** @throws Error for a key that does not exist: a page must not show a key to a person. */
  say(key: string, values: MessageValues = {}): string {
    const message = this.messages.get(key);
    if (message === undefined) throw new Error(`no message ${key} in ${this.locale}`);
    // Most messages have no placeholder and need no formatting.
    if (!message.includes('{')) return message;
    let format = this.compiled.get(key);
    if (!format) {
      format = new IntlMessageFormat(message, this.locale, undefined, { ignoreTag: true });
      this.compiled.set(key, format);
    }
    return format.format(values) as string;
  }

  has(key: string): boolean {
    return this.messages.has(key);
  }
}

export type Catalogues = Readonly<Record<Locale, Catalogue>>;

/** Reads `folder/<locale>/*.json`. */
export function loadCatalogues(folder: string): Catalogues {
  const load = (locale: Locale): Catalogue => {
    const messages = new Map<string, string>();
    for (const file of readdirSync(join(folder, locale)).sort()) {
      if (file.endsWith('.json'))
        flatten(JSON.parse(readFileSync(join(folder, locale, file), 'utf8')), file.slice(0, -'.json'.length), messages);
    }
    return new Catalogue(locale, messages);
  };
  return Object.fromEntries(LOCALES.map((locale) => [locale, load(locale)])) as Record<Locale, Catalogue>;
}

function flatten(node: unknown, path: string, into: Map<string, string>): void {
  if (typeof node === 'string') into.set(path, node);
  else for (const [key, child] of Object.entries(node as Record<string, unknown>)) flatten(child, `${path}.${key}`, into);
}
