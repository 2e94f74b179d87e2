import type { Locale } from '#kernel/locale';

export interface LadderWords {
  readonly year: (year: string) => string;
  readonly programme: (units: string) => string;
  /** Why a year's diploma was replaced. */
  readonly fuller: string;
}

// What diplomas of the ladder are called. It is frozen with each of them, so it stands here and not in the catalogue of messages.
export const LADDER_WORDS: Readonly<Record<Locale, LadderWords>> = {
  es: {
    year: (year) => `Año ${year} de cultura de servicio`,
    programme: (units) => `Programa de cultura de servicio: ${units} unidades`,
    fuller: 'El nuevo diploma reúne también las unidades que se completaron después en el mismo año.',
  },
  en: {
    year: (year) => `Service culture: the year ${year}`,
    programme: (units) => `Service culture programme: ${units} units`,
    fuller: 'The new diploma brings together the units completed later in the same year too.',
  },
};
