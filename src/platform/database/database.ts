import { Inject, Injectable } from '@nestjs/common';
import type { Connections } from './connections';
import type { Row } from './named-rows';
import { snakeCase } from './record';
import type { Sql, SqlValue } from './sql';
import { CONNECTIONS } from './tokens';
import { ambientRunner } from './unit-of-work';

/** Reading and writing rows. Inside a unit of work it sees its own writes; outside it reads what is committed and refuses to write. */
@Injectable()
export class Database {
  /** Statements sent since the process began: a page's queries are counted by the difference. */
  statements = 0;
  private readonly insertions = new Map<string, string>();

  constructor(@Inject(CONNECTIONS) private readonly connections: Connections) {}

  /** Rows with their columns' names in camelCase. */
  async rows<T>(query: Sql): Promise<T[]> {
    this.statements++;
    const runner = ambientRunner();
    const text = this.write(query);
    const found = runner
      ? (await this.connections.within(runner, text, query.values)).rows
      : await this.connections.read(text, query.values);
    return found as T[];
  }

  /** The first row, or null. */
  async row<T>(query: Sql): Promise<T | null> {
    return (await this.rows<T>(query))[0] ?? null;
  }

  /** Names what is committed now: what was worked out under the same name still holds. */
  version(): Promise<string> {
    this.statements++;
    return this.connections.version();
  }

  /** How many rows the statement changed. */
  async execute(query: Sql): Promise<number> {
    this.statements++;
    return (await this.connections.within(this.writing(), this.write(query), query.values)).affected;
  }

  /** Inserts in chunks of many rows a statement. With 'nothing', rows that a unique index refuses are left out. Returns how many went in. */
  async insert(table: string, rows: readonly object[], onConflict?: 'nothing'): Promise<number> {
    const first = rows[0];
    if (first === undefined) return 0;
    const properties = Object.keys(first);
    const perStatement = Math.max(1, Math.min(500, Math.floor(this.connections.maximumValues / properties.length)));
    let inserted = 0;
    for (let from = 0; from < rows.length; from += perStatement) {
      const chunk = rows.slice(from, from + perStatement) as Row[];
      const text = this.insertion(table, properties, chunk.length, onConflict === 'nothing');
      this.statements++;
      const values: SqlValue[] = [];
      for (const row of chunk) for (const property of properties) values.push(row[property] ?? null);
      inserted += (await this.connections.within(this.writing(), text, values)).affected;
    }
    return inserted;
  }

  /** Changes one row by its id; returns false when there is no such row. */
  async update(table: string, id: string, changes: object): Promise<boolean> {
    const entries = Object.entries(changes) as [string, SqlValue | undefined][];
    if (entries.length === 0) return true;
    const text = `UPDATE ${table} SET ${entries.map(([property], index) => `${snakeCase(property)} = ${this.connections.placeholder(index + 1)}`).join(', ')} WHERE id = ${this.connections.placeholder(entries.length + 1)}`;
    this.statements++;
    const values = [...entries.map(([, value]) => value ?? null), id];
    return (await this.connections.within(this.writing(), text, values)).affected > 0;
  }

  /** True when a unique index refused: somebody else was first. */
  isDuplicate(error: unknown): boolean {
    return this.connections.isDuplicate(error);
  }

  private writing() {
    const runner = ambientRunner();
    if (!runner) throw new Error('Rows are written inside a unit of work only.');
    return runner;
  }

  private write(query: Sql): string {
    return query.strings.reduce((text, part, index) => (index === 0 ? part : `${text}${this.connections.placeholder(index)}${part}`), '');
  }

  /** Written once for the few rows that pages insert, again and again the same. */
  private insertion(table: string, properties: readonly string[], rows: number, ignoresConflicts: boolean): string {
    const key = `${table} ${properties.join()} ${rows} ${String(ignoresConflicts)}`;
    const known = this.insertions.get(key);
    if (known !== undefined) return known;
    const tail = ignoresConflicts ? ' ON CONFLICT DO NOTHING' : '';
    const columns = properties.map(snakeCase).join(', ');
    const text = `INSERT INTO ${table} (${columns}) VALUES ${this.tuples(rows, properties.length)}${tail}`;
    if (rows <= FEW) this.insertions.set(key, text);
    return text;
  }

  private tuples(rows: number, columns: number): string {
    let n = 0;
    return Array.from(
      { length: rows },
      () => `(${Array.from({ length: columns }, () => this.connections.placeholder(++n)).join(', ')})`,
    ).join(', ');
  }
}

const FEW = 50;
