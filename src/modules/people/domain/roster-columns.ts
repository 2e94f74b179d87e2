/** The columns of a roster file, in the order in which people read them. `email` stays before `phone`, as in the template. */
export const ROSTER_COLUMNS = [
  'person_code',
  'given_name',
  'family_name',
  'email',
  'phone',
  'national_id',
  'birth_year',
  'kind',
  'supplier',
  'supplier_tax_id',
  'team',
  'site',
  'job_title',
  'manager_code',
  'starts_on',
  'ends_on',
  'language',
] as const;

export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

export const REQUIRED_COLUMNS = [
  'person_code',
  'given_name',
  'family_name',
  'kind',
  'starts_on',
] as const satisfies readonly RosterColumn[];

/** The names that the template carries, by language. */
export const COLUMN_NAMES: Readonly<Record<'es' | 'en', Readonly<Record<RosterColumn, string>>>> = {
  en: Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, column])) as Record<RosterColumn, string>,
  es: {
    person_code: 'codigo',
    given_name: 'nombres',
    family_name: 'apellidos',
    email: 'correo',
    phone: 'telefono',
    national_id: 'documento',
    birth_year: 'nacimiento',
    kind: 'tipo',
    supplier: 'proveedor',
    supplier_tax_id: 'documento_proveedor',
    team: 'equipo',
    site: 'sede',
    job_title: 'cargo',
    manager_code: 'codigo_jefe',
    starts_on: 'ingreso',
    ends_on: 'salida',
    language: 'idioma',
  },
};

/** The longest text that each column takes. Dates, kinds and languages are checked by what they mean. */
export const LONGEST: Readonly<Partial<Record<RosterColumn, number>>> = {
  person_code: 40,
  given_name: 100,
  family_name: 100,
  email: 254,
  phone: 40,
  national_id: 40,
  supplier: 120,
  supplier_tax_id: 40,
  team: 120,
  site: 120,
  job_title: 120,
  manager_code: 40,
};

/** What one file may be. More is not a roster but a mistake or an attack. */
export const FILE_LIMITS = { bytes: 25 * 1024 * 1024, rows: 200_000, columns: 200, cell: 4_000 } as const;
