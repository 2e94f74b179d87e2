import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import Handlebars from 'handlebars';
import type { Locale } from '#kernel/locale';
import type { Catalogues } from '#platform/i18n/catalogue';
import { type DateStyle, sayDate, sayMoment, sayNumber } from '#platform/i18n/dates';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import type { Assets } from './assets';
import { checkTemplates } from './template-check';

/** What every template may read besides its own view: `@locale`, `@csrf`, `@company` … */
export interface Surroundings {
  readonly locale: Locale;
  readonly zone: string;
  readonly csrf: string;
  readonly company: { readonly name: string; readonly hasLogo: boolean };
  readonly actor: { readonly name: string } | null;
  readonly nav: readonly { readonly href: string; readonly label: string; readonly icon: string; readonly current: boolean }[];
  readonly flash: { readonly kind: 'done' | 'note' | 'refused'; readonly text: string } | null;
  /** Set where several people use one device, and somebody signed in. */
  readonly sharedDevice: { readonly name: string; readonly idleSeconds: number; readonly unwatchedSeconds: number } | null;
  readonly path: string;
  readonly publicUrl: string;
}

export type View = Readonly<Record<string, unknown>>;

interface Options {
  readonly hash: Record<string, unknown>;
  readonly data: Surroundings & { root: unknown };
}

/** The helpers a template may use; there is no other. */
export const HELPERS = ['t', 'date', 'moment', 'number', 'icon', 'csrf', 'asset', 'eq', 'concat', 'or', 'and', 'not'] as const;

const COMPILE = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(HELPERS.map((name) => [name, true])),
  preventIndent: true,
  // A component gets what it is given, never a field of the page that happens to have the same name.
  explicitPartialContext: true,
};

/**
 * Handlebars, strict: a missing variable throws, an unknown helper, partial or message key stops the start.
 * Templates are named by their path (`people/roster`), partials too.
 */
export class ViewEngine {
  private readonly handlebars = Handlebars.create();
  private readonly templates = new Map<string, HandlebarsTemplateDelegate<View>>();

  constructor(
    folder: string,
    private readonly catalogues: Catalogues,
    private readonly assets: Assets,
  ) {
    this.registerHelpers();
    const sources = templatesIn(folder);
    const { programs, problems } = checkTemplates(sources, this.handlebars, COMPILE, catalogues.es);
    if (problems.length > 0) throw new Error(`Templates with mistakes:\n${problems.join('\n')}`);
    for (const [name, program] of programs) {
      const template = this.handlebars.compile<View>(program, COMPILE);
      this.templates.set(name, template);
      this.handlebars.registerPartial(name, template);
    }
  }

  has(name: string): boolean {
    return this.templates.has(name);
  }

  /** A page inside its layout. Its title is the message `<template with dots>.title`, with the view's plain values as placeholders. */
  page(name: string, view: View, surroundings: Surroundings, layout = 'page'): string {
    const title = this.say(surroundings.locale, `${name.replaceAll('/', '.')}.title`, plainValuesOf(view));
    const body = this.render(name, view, surroundings);
    return this.render(`layouts/${layout}`, { body }, { ...surroundings, title } as Surroundings);
  }

  /** A template alone: a part of a page, a mail. */
  render(name: string, view: View, surroundings: Surroundings): string {
    const template = this.templates.get(name);
    if (!template) throw new Error(`no template ${name}`);
    return template(view, { data: { ...surroundings } });
  }

  say(locale: Locale, key: string, values: Record<string, string | number | null> = {}): string {
    return this.catalogues[locale].say(key, values);
  }

  private registerHelpers(): void {
    const { handlebars } = this;
    const safe = (html: string) => new handlebars.SafeString(html);
    handlebars.registerHelper('t', (key: string, options: Options) => this.say(options.data.locale, key, options.hash as Record<string, string | number>));
    handlebars.registerHelper('date', (date: CalendarDate, options: Options) => sayDate(options.data.locale, date, (options.hash['style'] as DateStyle | undefined) ?? 'long'));
    handlebars.registerHelper('moment', (at: Instant, options: Options) => sayMoment(options.data.locale, options.data.zone, at));
    handlebars.registerHelper('number', (value: number, options: Options) => sayNumber(options.data.locale, value));
    handlebars.registerHelper('icon', (name: string) => safe(this.assets.icon(name)));
    handlebars.registerHelper('csrf', (options: Options) => safe(`<input type="hidden" name="_csrf" value="${handlebars.escapeExpression(options.data.csrf)}">`));
    handlebars.registerHelper('asset', (name: string) => this.assets.urlOf(name));
    handlebars.registerHelper('eq', (a: unknown, b: unknown) => a === b);
    handlebars.registerHelper('or', (a: unknown, b: unknown) => a || b);
    handlebars.registerHelper('and', (a: unknown, b: unknown) => a && b);
    handlebars.registerHelper('not', (a: unknown) => !a);
    handlebars.registerHelper('concat', (...parts: unknown[]) => parts.slice(0, -1).join(''));
  }
}

function plainValuesOf(view: View): Record<string, string | number> {
  return Object.fromEntries(Object.entries(view).filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number'));
}

function templatesIn(folder: string, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(join(folder, prefix)).sort()) {
    const path = posix.join(prefix, name);
    if (statSync(join(folder, path)).isDirectory()) {
      if (path !== 'assets' && path !== 'messages') for (const entry of templatesIn(folder, path)) found.set(...entry);
    } else if (name.endsWith('.hbs')) {
      found.set(path.slice(0, -'.hbs'.length), readFileSync(join(folder, path), 'utf8'));
    }
  }
  return found;
}

