import type { Locale } from '#kernel/locale';
import { COLUMN_NAMES, ROSTER_COLUMNS, type RosterColumn } from '../domain/roster-columns';

/** A roster to fill in: the headings, and two people who show how. */
export function rosterTemplate(locale: Locale): { readonly name: string; readonly rows: readonly (readonly string[])[] } {
  const lines = EXAMPLES.map((example) => ROSTER_COLUMNS.map((column) => example[column]?.[locale] ?? ''));
  return {
    name: locale === 'es' ? 'plantilla-lista-de-personal' : 'roster-template',
    rows: [ROSTER_COLUMNS.map((column) => COLUMN_NAMES[locale][column]), ...lines],
  };
}

const both = (text: string): Readonly<Record<Locale, string>> => ({ es: text, en: text });

/** Codes that no company gives: an example must not be taken for somebody. */
const FIRST = { es: 'EJEMPLO-1', en: 'EXAMPLE-1' };

const EXAMPLES: readonly Readonly<Partial<Record<RosterColumn, Readonly<Record<Locale, string>>>>>[] = [
  {
    person_code: FIRST,
    given_name: both('María José'),
    family_name: both('Núñez Peña'),
    email: both('maria.nunez@example.com'),
    kind: { es: 'empleado', en: 'staff' },
    team: { es: 'Cajas', en: 'Tills' },
    site: both('Lima'),
    job_title: { es: 'Jefa de cajas', en: 'Head of tills' },
    starts_on: both('01/03/2024'),
    language: both('es'),
  },
  {
    person_code: { es: 'EJEMPLO-2', en: 'EXAMPLE-2' },
    given_name: both('Bo'),
    family_name: both('Li'),
    kind: { es: 'contratista', en: 'contractor' },
    supplier: both('Limpieza Andina S.A.C.'),
    supplier_tax_id: both('20512345671'),
    team: { es: 'Cajas', en: 'Tills' },
    site: both('Lima'),
    job_title: { es: 'Operario de limpieza', en: 'Cleaner' },
    manager_code: FIRST,
    starts_on: both('15/09/2025'),
    ends_on: both('31/12/2027'),
  },
];
