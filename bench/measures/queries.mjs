import { MOODLE } from '../peer.mjs';
import { start } from '../support/product.mjs';
import { checkAnswer, prepareVisits, visitsOf } from '../support/visits.mjs';

export const queries = { title: 'queries per page', prepare: prepareVisits, measure };

/** Statements that each page sends to the database, once what never changes is in memory. */
async function measure(prepared) {
  const product = await start();
  const rows = [];
  for (const visit of visitsOf(prepared)) {
    const people = Math.min(2, visit.requests.length);
    let statements = 0;
    for (let turn = 0; turn < 2; turn++) {
      const index = turn % people;
      const before = product.db.statements;
      const answer = await send(product, visit.requests[index]);
      statements = product.db.statements - before;
      checkAnswer(visit, index, answer);
    }
    const peer = MOODLE.pages[visit.page].queries ?? null;
    rows.push({ work: `${visit.work}: queries`, figures: [{ name: 'queries', value: statements, unit: 'queries', peer }] });
  }
  await product.close();
  return rows;
}

async function send({ app }, { method, path, headers, body }) {
  const answer = await app.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) });
  return { status: answer.statusCode, text: answer.body };
}
