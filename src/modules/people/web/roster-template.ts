import type { Locale } from '#kernel/locale';
import { COLUMN_NAMES, ROSTER_COLUMNS, type RosterColumn } from '../domain/roster-columns';

/** A roster to fill in: the headings, and two people who show how. */
export function rosterTemplate(locale: Locale): { readonly name: string; readonly rows: readonly (readonly string[])[] } {
  const lines = EXAMPLES.map((example) => ROSTER_COLUMNS.map((column) => example[column]?.[locale] ?? ''));
  return {
    name: locale === 'es' ? 'plantilla-lista-de-personal.csv' : 'roster-template.csv',
    rows: [ROSTER_COLUMNS.map((column) => COLUMN_NAMES[locale][column]), ...lines],
  };
}

const both = (text: string): Readonly<Record<Locale, string>> => ({ es: text, en: text });

const EXAMPLES: readonly Readonly<Partial<Record<RosterColumn, Readonly<Record<Locale, string>>>>>[] = [
  {
    person_code: both('E001'),
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
    person_code: both('C001'),
    given_name: both('Bo'),
    family_name: both('Li'),
    kind: { es: 'contratista', en: 'contractor' },
    supplier: both('Limpieza Andina S.A.C.'),
    supplier_tax_id: both('20512345671'),
    team: { es: 'Cajas', en: 'Tills' },
    site: both('Lima'),
    job_title: { es: 'Operario de limpieza', en: 'Cleaner' },
    manager_code: both('E001'),
    starts_on: both('15/09/2025'),
    ends_on: both('31/12/2027'),
  },
];
