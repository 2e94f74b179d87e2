import { complete, fill, openRound, publish } from './company.mjs';
import { product as built, start } from './product.mjs';

const PEOPLE = 10_000;
const COMPLETED = 6_000;
const LEARNERS = 400;

/** A company of 10,000 in the middle of a round, with people who have signed in. */
export async function prepareVisits() {
  const product = await start();
  const [hr] = await fill(product, PEOPLE);
  const edition = await publish(product);
  const round = await openRound(product, hr);
  await complete(product, round.id, edition.id, COMPLETED);
  const { sql } = built('#platform/database/sql');
  const unfinished = await product.db.rows(sql`
    SELECT id AS assignment, person_id FROM assignment
    WHERE round_id = ${round.id} AND completed_at IS NULL AND person_id <> ${hr} ORDER BY id LIMIT ${LEARNERS}`);
  const learners = [];
  for (const { assignment, personId } of unfinished) learners.push({ assignment, ...(await signIn(product, personId)) });
  const steps = edition.locales.es.lessons.flatMap((lesson) => lesson.steps.map(({ id, kind }) => ({ kind, path: `${lesson.id}/${id}` })));
  const prepared = {
    hr: await signIn(product, hr),
    learners,
    reading: steps.find(({ kind }) => kind === 'idea').path,
    writing: steps.find(({ kind }) => kind === 'write').path,
  };
  await product.close();
  return prepared;
}

export async function signIn({ get, clock }, personId) {
  const token = await get('#modules/identity', 'SessionService').begin(personId, clock.now());
  return { cookie: `cadencia-session=${token}`, csrf: get('#platform/http/csrf', 'Csrf').tokenFor(token) };
}

/** What browsers send, and what tells the right answer from another that also says 200. */
export function visitsOf({ hr, learners, reading, writing }) {
  const get = (path, { cookie = '' } = {}) => ({ method: 'GET', path, headers: { cookie, 'accept-language': 'es' } });
  const lessonOf = ({ assignment }, path) => `/my/${assignment}/lessons/${path}`;
  return [
    {
      page: 'sign-in',
      work: 'sign-in page',
      expected: 200,
      shows: () => 'name="pin"',
      requests: [get('/sign-in')],
    },
    {
      page: 'my',
      work: 'own place (/my)',
      expected: 200,
      shows: (index) => `/my/${learners[index].assignment}`,
      requests: learners.map((learner) => get('/my', learner)),
    },
    {
      page: 'lesson',
      work: 'lesson page',
      expected: 200,
      shows: (index) => `${lessonOf(learners[index], reading)}/progress`,
      requests: learners.map((learner) => get(lessonOf(learner, reading), learner)),
    },
    {
      page: 'answer',
      work: 'saving an answer',
      expected: 303,
      shows: () => '',
      requests: learners.map((learner) => ({
        method: 'POST',
        path: `${lessonOf(learner, writing)}/answer`,
        headers: { cookie: learner.cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ _csrf: learner.csrf, text: 'Saludo a quien llega y le digo cuánto tardo.' }).toString(),
      })),
    },
    {
      page: 'coverage',
      work: 'coverage of 10,000 people',
      expected: 200,
      shows: () => 'coverage.csv',
      requests: [get('/coverage', hr)],
    },
  ];
}

/** @throws Error unless the answer is the one that a person expects here. */
export function checkAnswer({ work, expected, shows }, index, { status, text }) {
  if (status !== expected) throw new Error(`${work} answered ${status} instead of ${expected}`);
  if (!text.includes(shows(index))) throw new Error(`${work} does not show ${shows(index)}`);
}
