import type { RosterColumn } from './roster-columns';

export type Values = Readonly<Record<string, string | number>>;

/** Why a whole file is refused. Codes are message keys: `people.file.<code>`. */
export interface FileProblem {
  readonly code: FileProblemCode;
  readonly values: Values;
}

export type FileProblemCode =
  | 'empty'
  | 'too-big'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'no-rows'
  | 'no-header'
  | 'missing-columns'
  | 'same-column-twice'
  | 'open-quote'
  | 'record-too-long'
  | 'broken-text'
  | 'not-a-table'
  | 'old-excel'
  | 'encrypted'
  | 'web-page'
  | 'pdf'
  | 'zip'
  | 'other-spreadsheet'
  | 'broken-workbook'
  | 'swollen-workbook'
  | 'slow-workbook'
  | 'interrupted'
  | 'expired'
  | 'discarded'
  | 'unexpected';

/** Why one row is refused. Codes are message keys: `people.problem.<code>`. */
export interface RowProblem {
  readonly row: number;
  readonly column: RosterColumn;
  readonly code: RowProblemCode;
  readonly values: Values;
}

export type RowProblemCode =
  | 'required'
  | 'too-long'
  | 'control-characters'
  | 'lost-characters'
  | 'number-rounded'
  | 'not-a-name'
  | 'not-a-date'
  | 'no-such-day'
  | 'two-digit-year'
  | 'year-out-of-range'
  | 'ends-before-start'
  | 'not-an-email'
  | 'not-a-kind'
  | 'not-a-language'
  | 'not-a-birth-year'
  | 'one-person-two-codes'
  | 'same-document'
  | 'other-name'
  | 'same-name'
  | 'supplier-missing'
  | 'supplier-of-staff'
  | 'supplier-tax-conflict'
  | 'row-too-wide'
  | 'code-twice'
  | 'email-twice'
  | 'email-taken'
  | 'own-manager'
  | 'manager-unknown'
  | 'manager-refused'
  | 'manager-circle'
  | 'overlaps-engagement';
