import type { DataSource, EntityTarget, MigrationInterface, ObjectLiteral, QueryRunner } from 'typeorm';
import type { Row } from './named-rows';
import type { SqlValue } from './sql';

/** What the rest of the platform needs to know of a database; only connect-sqlite.ts and connect-postgres.ts know the dialects. */
export interface Connections {
  /** Every write goes through here, inside the unit of work. */
  readonly writer: DataSource;
  /** One statement of the transaction that `runner` is in. */
  within(runner: QueryRunner, statement: string, values: readonly SqlValue[]): Promise<Answered>;
  /** Committed rows only, read beside whatever is being written. */
  read(statement: string, values: readonly SqlValue[]): Promise<Row[]>;
  /** Names what is committed now: while two answers are the same, so is everything that can be read. */
  version(): Promise<string>;
  /** How the driver wants its n-th value (from 1). */
  placeholder(n: number): string;
  /** The most values that one statement may carry. */
  readonly maximumValues: number;
  /** Runs `work` when it may open a transaction: one at a time where the driver has one connection, at once elsewhere. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  /** The statement that a transaction begins with, so that it takes the write lock before it reads; null where none is needed. */
  readonly openingStatement: string | null;
  /** True for a failure that the same work may survive when it is tried again (a deadlock, a serialisation failure). */
  worthRetrying(error: unknown): boolean;
  /** True when a unique index refused a row: somebody else was first. */
  isDuplicate(error: unknown): boolean;
  /** Writes a consistent copy into a new file, while the database is in use; false where the server's own tools do that. */
  copyTo(file: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Answered {
  readonly rows: Row[];
  /** How many rows the statement changed. */
  readonly affected: number;
}

export interface Schema {
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}
