export const LOCALES = ['es', 'en'] as const;

/** A language that every page, mail and unit exists in. */
export type Locale = (typeof LOCALES)[number];

export const FALLBACK_LOCALE: Locale = 'es';

export function isLocale(text: unknown): text is Locale {
  return LOCALES.includes(text as Locale);
}

/** The first language of an Accept-Language header that we speak; Spanish where there is none. */
export function negotiateLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find((q) => q !== undefined);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map((entry) => entry.language).find(isLocale) ?? FALLBACK_LOCALE;
}
