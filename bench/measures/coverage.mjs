import { percentile } from '../support/figures.mjs';
import { complete, fill, openRound, publish } from '../support/company.mjs';
import { product as built, start } from '../support/product.mjs';
import { signIn } from '../support/visits.mjs';

const PEOPLE = 100_000;
const COMPLETED = 60_000;
// So many that the slowest hundredth is more than one visit.
const TURNS = 200;
const TARGET = 300;

export const coverage100k = { title: 'coverage of 100,000 people', prepare, measure };

async function prepare() {
  const product = await start();
  const [hr] = await fill(product, PEOPLE);
  const edition = await publish(product);
  const round = await openRound(product, hr);
  await complete(product, round.id, edition.id, COMPLETED);
  // A PostgreSQL server looks at its tables by itself, within the minute.
  if (process.env.DATABASE_URL?.startsWith('postgres'))
    await product.work.run(() => product.db.execute(built('#platform/database/sql').raw('ANALYZE')));
  const signedIn = await signIn(product, hr);
  await product.close();
  return { hr: signedIn, round: round.id };
}

/** As HR reads it: again while nothing changes, and while somebody completes between every two times. */
async function measure({ hr, round }) {
  const product = await start();
  const { sql } = built('#platform/database/sql');
  const read = async () => {
    const began = performance.now();
    const { statusCode, body } = await product.app.inject({ method: 'GET', url: '/coverage', headers: { cookie: hr.cookie } });
    const took = performance.now() - began;
    if (statusCode !== 200 || !body.includes('coverage.csv')) throw new Error(`the coverage answered ${statusCode}`);
    return took;
  };
  const unfinished = await product.db.rows(
    sql`SELECT id FROM assignment WHERE round_id = ${round} AND completed_at IS NULL LIMIT ${TURNS}`,
  );
  await read();
  const still = [];
  for (let turn = 0; turn < TURNS; turn++) still.push(await read());
  const moving = [];
  for (const { id } of unfinished) {
    const now = product.clock.now();
    await product.work.run(() =>
      product.db.execute(sql`UPDATE assignment SET started_at = ${now}, completed_at = ${now} WHERE id = ${id}`),
    );
    moving.push(await read());
  }
  await product.close();
  return [
    { work: 'coverage of 100,000, nothing changed since', figures: figuresOf(still) },
    { work: 'coverage of 100,000, after each change', figures: figuresOf(moving) },
  ];
}

function figuresOf(times) {
  times.sort((a, b) => a - b);
  return [
    { name: 'p50', label: 'p50', value: percentile(times, 50), unit: 'ms' },
    { name: 'p99', label: 'p99', value: percentile(times, 99), unit: 'ms', target: TARGET },
  ];
}
