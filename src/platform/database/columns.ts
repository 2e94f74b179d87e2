import { Table, TableCheck, type TableColumnOptions, TableForeignKey, TableIndex, TableUnique } from 'typeorm';

// The few kinds of column that exist. Migrations build tables from them; entities declare the same shapes (record.ts), so the two cannot mean different things.

export interface ColumnShape {
  readonly options: TableColumnOptions;
  readonly maximum?: number;
  readonly references?: string;
}

interface Optional {
  readonly nullable?: boolean;
}

export const id = (): ColumnShape => ({ options: { name: '', type: 'varchar', length: '36', isPrimary: true }, maximum: 36 });
export const reference = (
  to: string | null,
  { nullable = false, primary = false }: Optional & { primary?: boolean } = {},
): ColumnShape => ({
  options: { name: '', type: 'varchar', length: '36', isNullable: nullable, isPrimary: primary },
  maximum: 36,
  ...(to === null ? {} : { references: to }),
});
export const instant = ({ nullable = false }: Optional = {}): ColumnShape => ({
  options: { name: '', type: 'varchar', length: '24', isNullable: nullable },
  maximum: 24,
});
export const calendarDate = ({ nullable = false }: Optional = {}): ColumnShape => ({
  options: { name: '', type: 'varchar', length: '10', isNullable: nullable },
  maximum: 10,
});
export const shortText = (length: number, { nullable = false, primary = false }: Optional & { primary?: boolean } = {}): ColumnShape => ({
  options: { name: '', type: 'varchar', length: String(length), isNullable: nullable, isPrimary: primary },
  maximum: length,
});
export const longText = ({ nullable = false }: Optional = {}): ColumnShape => ({
  options: { name: '', type: 'text', isNullable: nullable },
});
export const wholeNumber = ({ nullable = false, primary = false }: Optional & { primary?: boolean } = {}): ColumnShape => ({
  options: { name: '', type: 'integer', isNullable: nullable, isPrimary: primary },
});

export interface Constraints {
  /** Groups of columns that are unique together. */
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
  /** Columns that are empty in most rows: indexed are only the rows that have them. */
  readonly sparseIndexes?: readonly string[];
}

/**
 * A table with every constraint named (`fk_assignment__round_id`, `uq_diploma__code`, `ix_…`, `ck_…`), foreign keys RESTRICT,
 * no defaults, and text limits checked on both databases.
 */
export function table(name: string, columns: Record<string, ColumnShape>, { unique = [], indexes = [] }: Constraints = {}): Table {
  const entries = Object.entries(columns);
  return new Table({
    name,
    columns: entries.map(([column, shape]) => ({
      ...shape.options,
      name: column,
      ...(shape.options.isPrimary ? { primaryKeyConstraintName: nameOf.primaryKey(name) } : {}),
    })),
    uniques: unique.map((names) => new TableUnique({ name: nameOf.unique(name, names), columnNames: [...names] })),
    indices: indexes.map((names) => new TableIndex({ name: nameOf.index(name, names), columnNames: [...names] })),
    foreignKeys: entries.flatMap(([column, shape]) =>
      shape.references === undefined
        ? []
        : [
            new TableForeignKey({
              name: nameOf.foreignKey(name, column),
              columnNames: [column],
              referencedTableName: shape.references,
              referencedColumnNames: ['id'],
              onDelete: 'RESTRICT',
              onUpdate: 'RESTRICT',
            }),
          ],
    ),
    checks: entries.flatMap(([column, shape]) =>
      shape.maximum === undefined
        ? []
        : [new TableCheck({ name: nameOf.check(name, column), columnNames: [column], expression: limitOf(column, shape.maximum) })],
    ),
  });
}

export const nameOf = {
  primaryKey: (table: string) => `pk_${table}`,
  unique: (table: string, columns: readonly string[]) => `uq_${table}__${columns.join('__')}`,
  index: (table: string, columns: readonly string[]) => `ix_${table}__${columns.join('__')}`,
  foreignKey: (table: string, column: string) => `fk_${table}__${column}`,
  check: (table: string, column: string) => `ck_${table}__${column}`,
};

/** Which rows an index holds of a column that most rows leave empty. */
export const filledIn = (column: string): string => `${column} IS NOT NULL`;

/** SQLite does not look at the length of a varchar: a check makes it as strict as PostgreSQL. */
export const limitOf = (column: string, maximum: number): string => `length(${column}) <= ${maximum}`;
