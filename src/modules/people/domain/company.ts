import type { Locale } from '#kernel/locale';

/** Whose programme this is. One row; changed in the settings. */
export interface Company {
  readonly name: string;
  /** IANA name: the zone in which its days begin and end. */
  readonly timeZone: string;
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly language: Locale;
  /** The brand hue in degrees, from which the pages make their colours. */
  readonly hue: number;
}

/** What holds until somebody has set the company up. */
export const UNNAMED_COMPANY: Company = { name: 'Cadencia', timeZone: 'UTC', country: 'PE', language: 'es', hue: 185 };
