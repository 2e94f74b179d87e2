import { Worker } from 'node:worker_threads';
import { FILE_LIMITS } from '../domain/roster-columns';
import { FileRefused, type Table, type TableRow } from './roster-table';
import { guardWorkbook } from './workbook-guard';

/** The rows of the first sheet of a workbook. */
export async function* workbookTable(bytes: Buffer): Table {
  await guardWorkbook(bytes);
  for (const piece of await unpack(bytes)) yield* piece.map((cells, index): TableRow => ({ row: piece.from + index + 1, cells }));
}

type Piece = string[][] & { from: number };
type Answer = { readonly rows: string[][]; readonly from: number } | { readonly finished: true } | { readonly failed: string };

const PATIENCE_MS = 60_000;

/** In a thread of its own: a hostile workbook can neither stop the other requests nor take their memory. */
function unpack(bytes: Buffer): Promise<Piece[]> {
  return new Promise((resolve, reject) => {
    const pieces: Piece[] = [];
    const worker = new Worker(UNPACK, {
      eval: true,
      workerData: { library: require.resolve('read-excel-file/node'), bytes, limits: FILE_LIMITS },
      resourceLimits: { maxOldGenerationSizeMb: 1_024 },
      stderr: true,
    });
    const end = (settle: () => void): void => {
      clearTimeout(patience);
      void worker.terminate();
      settle();
    };
    const patience = setTimeout(() => end(() => reject(new FileRefused('slow-workbook'))), PATIENCE_MS);
    worker.on('message', (answer: Answer) => {
      if ('rows' in answer) pieces.push(Object.assign(answer.rows, { from: answer.from }));
      else if ('finished' in answer) end(() => resolve(pieces));
      else end(() => reject(new FileRefused('broken-workbook')));
    });
    worker.on('error', (error: Error & { code?: string }) =>
      end(() => reject(new FileRefused(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'swollen-workbook' : 'broken-workbook'))),
    );
    worker.on('exit', () => end(() => reject(new FileRefused('broken-workbook'))));
  });
}

// Plain text because a thread starts from a file of its own, which would have one name in the build and another in the tests.
// Numbers stay as they are written: as a JavaScript number a long code would lose its last digits.
const UNPACK = `
const { parentPort, workerData } = require('node:worker_threads');
const { readSheet } = require(workerData.library);
const { rows: most, columns, cell: longest } = workerData.limits;
const text = (cell) => cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().replace('T00:00:00.000Z', '') : String(cell).slice(0, longest + 1);
readSheet(Buffer.from(workerData.bytes), { parseNumber: (number) => number, trim: false }).then((sheet) => {
  const end = Math.min(sheet.length, most + 50);
  for (let from = 0; from < end; from += 1000) {
    parentPort.postMessage({ from, rows: sheet.slice(from, Math.min(from + 1000, end)).map((row) => row.slice(0, columns + 1).map(text)) });
  }
  parentPort.postMessage({ finished: true });
}).catch((error) => parentPort.postMessage({ failed: String(error && error.message) }));
`;
