import { MOODLE } from '../peer.mjs';
import { complete, fill, insertMany, openRound, publish } from '../support/company.mjs';
import { heldAtMost, heldNow } from '../support/memory.mjs';
import { product as built, start } from '../support/product.mjs';

const PEOPLE = 100_000;
const COMPLETED = 60_000;

export const report = { title: 'the completion report of 100,000 people', prepare, measure };

async function prepare() {
  const product = await start();
  const [hr] = await fill(product, PEOPLE);
  const edition = await publish(product);
  const round = await openRound(product, hr);
  const completions = await complete(product, round.id, edition.id, COMPLETED);
  await accredit(product, completions);
  await product.close();
}

/** The completion report of everybody as CSV, read as fast as it comes. */
async function measure() {
  const product = await start();
  const report = product.get('#modules/reporting', 'CompletionReport');
  const before = heldNow();
  const began = performance.now();
  const file = await report.file(product.system(), {}, 'csv');
  if (!file.ok) throw new Error(`there is no report: ${file.refusal}`);
  let lines = 0;
  let size = 0;
  for await (const part of file.value.body) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    for (const byte of bytes) if (byte === LINE_FEED) lines++;
  }
  const seconds = (performance.now() - began) / 1000;
  const memory = heldAtMost();
  await product.close();
  if (lines !== PEOPLE + 1) throw new Error(`the report has ${lines} lines instead of ${PEOPLE + 1}`);
  return [
    {
      work: 'completion report, CSV of 100,000 rows',
      figures: [
        { name: 'seconds', value: seconds, unit: 's', target: 5 },
        { name: 'rowsPerSecond', value: PEOPLE / seconds, unit: 'rows/s', better: 'more', peer: MOODLE.reportRowsPerSecond },
        { name: 'peakMemory', value: memory, unit: 'MB at most', target: 200 },
        { name: 'memoryGrowth', value: memory - before, unit: 'MB more than before' },
      ],
      note: `${(size / 1_000_000).toFixed(1)} MB of text`,
    },
  ];
}

const LINE_FEED = 10;

/** Diplomas as far as the report looks at them. */
async function accredit({ db, work, clock }, completions) {
  const { newId } = built('#kernel/id');
  const issuedAt = clock.now();
  const replaced = { supersededAt: null, supersededBy: null, revokedAt: null, revokedReason: null };
  const diplomas = completions.map(({ id, personId, editionId }, n) => {
    const code = `BENCH-${String(n).padStart(8, '0')}`;
    const what = { kind: 'unit', accredits: editionId, issue: 1, level: 'learned' };
    return { id: newId(), code, ...what, completionId: id, personId, editionId, snapshot: '{}', snapshotHash: '', issuedAt, ...replaced };
  });
  await work.run(() => insertMany(db, 'diploma', diplomas));
}
