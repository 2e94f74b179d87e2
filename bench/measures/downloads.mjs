import { complete, fill, openRound, publish } from '../support/company.mjs';
import { load } from '../support/load.mjs';
import { product as built, start } from '../support/product.mjs';
import { startServer } from '../support/server.mjs';
import { signIn } from '../support/visits.mjs';

/** Fewer with BENCH_DIPLOMAS, for a first look. */
const DIPLOMAS = Number(process.env.BENCH_DIPLOMAS ?? 10_000);
const PRINTED = Math.min(1000, DIPLOMAS);
const PATIENCE_SECONDS = 900;
const LOOK_MS = 500;

export const downloads = { title: 'many diplomas as one file, while people learn', prepare, measure };

/** A round that everybody has completed but the one who reads a lesson meanwhile. HR asks for all diplomas, and for those of one team. */
async function prepare() {
  const product = await start();
  const people = await fill(product, DIPLOMAS + 2);
  const edition = await publish(product);
  const round = await openRound(product, people[0]);
  const completed = await complete(product, round.id, edition.id, DIPLOMAS);
  await product.get('#modules/accreditation', 'AccreditationService').issueDue(product.system());
  const done = new Set(completed.map(({ personId }) => personId));
  const { list, sql } = built('#platform/database/sql');
  const [team] = await product.db.rows(sql`SELECT id FROM team ORDER BY name_key`);
  const some = [...done].slice(0, PRINTED);
  await product.work.run(async () => {
    const other = await product.db.row(sql`SELECT id FROM team WHERE id <> ${team.id}`);
    await product.db.execute(sql`UPDATE engagement SET team_id = ${other.id} WHERE team_id = ${team.id}`);
    for (let from = 0; from < some.length; from += 500)
      await product.db.execute(sql`UPDATE engagement SET team_id = ${team.id} WHERE person_id IN (${list(some.slice(from, from + 500))})`);
  });
  const reader = people.find((id, n) => n > 0 && !done.has(id));
  const { id: assignment } = await product.db.row(sql`SELECT id FROM assignment WHERE person_id = ${reader} AND round_id = ${round.id}`);
  const steps = edition.locales.es.lessons.flatMap((lesson) => lesson.steps.map(({ id, kind }) => ({ kind, path: `${lesson.id}/${id}` })));
  const path = `/my/${assignment}/lessons/${steps.find(({ kind }) => kind === 'idea').path}`;
  const prepared = { hr: await signIn(product, people[0]), reader: await signIn(product, reader), path, team: team.id };
  await product.close();
  return prepared;
}

/** The server draws what HR asked for; beside it somebody reads a lesson again and again. */
async function measure({ hr, reader, path, team }) {
  const server = await startServer();
  try {
    const lesson = { requests: [{ method: 'GET', path, headers: { cookie: reader.cookie, 'accept-language': 'es' } }], expected: 200 };
    await load(server.url, { ...lesson, connections: 1, seconds: 2 });
    const everything = { whose: 'everybody', round: 'all', team: 'all', site: 'all', supplier: 'all' };
    const zip = await drawn(server, hr, { ...everything, kind: 'zip' }, lesson);
    const print = await drawn(server, hr, { ...everything, kind: 'print', team }, lesson);
    return [
      rowOf(`ZIP of ${DIPLOMAS} diplomas`, zip, DIPLOMAS, { seconds: 180, held: 400, p99: 100 }),
      rowOf(`one PDF of ${PRINTED} diplomas`, print, PRINTED, { p99: 100 }),
    ];
  } finally {
    await server.stop();
  }
}

/** Asks for a download and reads a lesson until it is ready: seconds, what the server took, how long the lesson took. */
async function drawn(server, { cookie, csrf }, question, lesson) {
  const before = server.usage();
  const began = performance.now();
  const asked = await fetch(new URL('/downloads', server.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: csrf, ...question }),
  });
  const id = /#d-(.+)$/.exec(asked.headers.get('location') ?? '')?.[1];
  if (id === undefined) throw new Error(`the download was not taken on: ${asked.status}`);
  const waits = [];
  while (await isUnderWay(server, id, cookie)) {
    if (performance.now() - began > PATIENCE_SECONDS * 1000) throw new Error('the download was not ready in time');
    waits.push(await load(server.url, { ...lesson, connections: 1, seconds: 2 }));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const seconds = (performance.now() - began) / 1000;
  const after = server.usage();
  const file = await fetch(new URL(`/downloads/${id}/file`, server.url), { headers: { cookie, range: 'bytes=0-0' } });
  if (file.status !== 206) throw new Error(`the file of the download answers ${file.status}`);
  return {
    seconds,
    processorSeconds: after.processorSeconds - before.processorSeconds,
    held: after.heldAtMost,
    bytes: Number(file.headers.get('content-range').split('/')[1]),
    p99: Math.max(0, ...waits.map(({ p99 }) => p99)),
    lessons: waits.length,
  };
}

async function isUnderWay(server, id, cookie) {
  const answer = await fetch(new URL(`/downloads/${id}/progress`, server.url), { headers: { cookie } });
  return (await answer.text()).includes('data-enhance="progress"');
}

function rowOf(work, { seconds, processorSeconds, held, bytes, p99 }, count, target) {
  return {
    work,
    figures: [
      { name: 'seconds', label: 'clock', value: seconds, unit: 's', target: target.seconds },
      { name: 'processorSeconds', label: 'processor, lessons too', value: processorSeconds, unit: 's' },
      { name: 'heldAtMost', label: 'memory', value: held, unit: 'MB', target: target.held },
      { name: 'lessonP99', label: 'lesson meanwhile, worst p99', value: p99, unit: 'ms', target: target.p99 },
    ],
    note: `${(bytes / 1024 / 1024).toFixed(1)} MB, ${(bytes / 1024 / count).toFixed(0)} KB each`,
  };
}
