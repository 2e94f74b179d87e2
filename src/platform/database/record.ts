import { type DynamicModule, Module } from '@nestjs/common';
import { type EntityTarget, getMetadataArgsStorage, type ObjectLiteral } from 'typeorm';
import { type ColumnShape, type Constraints, filledIn, limitOf, nameOf } from './columns';

type Constructor = new () => object;

const declared: EntityTarget<ObjectLiteral>[] = [];
const references: { readonly to: string; readonly table: string; readonly column: string }[] = [];
const shapesOf = new Map<object, { property: string; shape: ColumnShape }[]>();

/** Property decorator: the column, named in snake_case after the property. */
export function Col(shape: ColumnShape): PropertyDecorator {
  return (prototype, property) => {
    const shapes = shapesOf.get(prototype) ?? [];
    shapes.push({ property: String(property), shape });
    shapesOf.set(prototype, shapes);
  };
}

/** Class decorator: the table that an entity is stored in, with the constraints that its migration gives it. */
export function StoredIn(table: string, { unique = [], indexes = [], sparseIndexes = [] }: Constraints = {}) {
  return (target: Constructor): void => {
    const storage = getMetadataArgsStorage();
    storage.tables.push({ target, name: table, type: 'regular' });
    for (const { property, shape } of shapesOf.get(target.prototype as object) ?? []) {
      const { isPrimary, isNullable, type, length } = shape.options;
      const column = snakeCase(property);
      storage.columns.push({
        target,
        propertyName: property,
        mode: 'regular',
        options: {
          name: column,
          type: type as 'varchar',
          ...(length === undefined ? {} : { length }),
          nullable: isNullable ?? false,
          primary: isPrimary ?? false,
          ...(isPrimary ? { primaryKeyConstraintName: nameOf.primaryKey(table) } : {}),
        },
      });
      if (shape.maximum !== undefined)
        storage.checks.push({ target, name: nameOf.check(table, column), expression: limitOf(column, shape.maximum) });
      if (shape.references !== undefined) {
        references.push({ to: shape.references, table, column });
        storage.foreignKeys.push({
          target,
          type: shape.references,
          propertyName: property,
          name: nameOf.foreignKey(table, column),
          onDelete: 'RESTRICT',
          onUpdate: 'RESTRICT',
        });
      }
    }
    for (const columns of unique) storage.uniques.push({ target, name: nameOf.unique(table, columns), columns: columns.map(camelCase) });
    for (const columns of indexes)
      storage.indices.push({ target, name: nameOf.index(table, columns), columns: columns.map(camelCase), synchronize: true });
    for (const column of sparseIndexes)
      storage.indices.push({
        target,
        name: nameOf.index(table, [column]),
        columns: [camelCase(column)],
        where: filledIn(column),
        synchronize: true,
      });
  };
}

/** For a module's `imports`: makes its entities known to the connections, so that modules need no ORM import of their own. */
export function records(...entities: Constructor[]): DynamicModule {
  for (const entity of entities) if (!declared.includes(entity)) declared.push(entity);
  return { module: Records };
}

@Module({})
class Records {}

export function declaredRecords(): readonly EntityTarget<ObjectLiteral>[] {
  return declared;
}

/** Every column that refers to a row of `table`: who must be asked before one is deleted. */
export function referencesTo(table: string): readonly { readonly table: string; readonly column: string }[] {
  return references.filter(({ to }) => to === table);
}

export function snakeCase(property: string): string {
  const known = columns.get(property);
  if (known !== undefined) return known;
  const column = property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columns.set(property, column);
  return column;
}

/** Every name is turned once: the statements of the product have a few hundred different ones. */
const columns = new Map<string, string>();

export function camelCase(column: string): string {
  return column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
