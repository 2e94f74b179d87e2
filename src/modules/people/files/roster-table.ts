import type { FileColumns } from '../domain/roster-mapping';
import { type FileProblem, type FileProblemCode, type Values } from '../domain/roster-problem';

/** One line of a file, before anybody asks what it means. Rows are numbered as a spreadsheet numbers them. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export type Table = AsyncIterable<TableRow>;

/** Stops the reading of a file that is no roster; the sentence for the person is the message `people.file.<code>`. */
export class FileRefused extends Error {
  readonly problem: FileProblem;

  constructor(code: FileProblemCode, values: Values = {}) {
    super(`roster file refused: ${code}`);
    this.problem = { code, values };
  }
}

/** The file is a table, but somebody has to say which of its columns is which. */
export class ColumnsUnknown extends FileRefused {
  constructor(
    problem: FileProblem,
    readonly columns: FileColumns,
  ) {
    super(problem.code, problem.values);
  }
}
