import { MOODLE } from '../peer.mjs';
import { load } from '../support/load.mjs';
import { startServer } from '../support/server.mjs';
import { checkAnswer, prepareVisits, visitsOf } from '../support/visits.mjs';

const SECONDS = 5;
const WARM_UP_SECONDS = 2;
const CONNECTIONS = [
  { connections: 1, name: 'one', words: 'one at a time' },
  { connections: 8, name: 'eight', words: '8 at once' },
];
const TARGETS = { lesson: { eight: { rate: 800, p99: 40 } } };

export const pages = { title: 'pages under load', prepare: prepareVisits, measure };

/** Requests per second and waiting times of the served pages, the load generator on the same machine. */
async function measure(prepared) {
  const server = await startServer();
  try {
    const rows = [];
    for (const visit of visitsOf(prepared)) {
      await checkFirst(server.url, visit);
      await load(server.url, { ...visit, connections: 8, seconds: WARM_UP_SECONDS });
      for (const { connections, name, words } of CONNECTIONS) {
        const result = await load(server.url, { ...visit, connections, seconds: SECONDS });
        rows.push({
          work: `${visit.work}, ${words}`,
          figures: figuresOf(result, TARGETS[visit.page]?.[name], MOODLE.pages[visit.page][name]),
        });
      }
    }
    return rows;
  } finally {
    await server.stop();
  }
}

/** Under load only the status is looked at: so the whole page once before. */
async function checkFirst(url, visit) {
  const [{ path, ...request }] = visit.requests;
  const answer = await fetch(new URL(path, url), { ...request, redirect: 'manual' });
  checkAnswer(visit, 0, { status: answer.status, text: await answer.text() });
}

function figuresOf({ rate, p50, p99 }, target = {}, peer = {}) {
  return [
    { name: 'requestsPerSecond', value: rate, unit: 'req/s', better: 'more', target: target.rate, peer: peer.rate },
    { name: 'p50', label: 'p50', value: p50, unit: 'ms', peer: peer.p50 },
    { name: 'p99', label: 'p99', value: p99, unit: 'ms', target: target.p99, peer: peer.p99 },
  ];
}
