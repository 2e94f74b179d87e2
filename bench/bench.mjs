import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { MEASURES } from './measures.mjs';
import { judge } from './support/figures.mjs';
import { startPostgres } from './support/postgres.mjs';
import { freshFolder, takeStep } from './support/steps.mjs';
import { tableOf } from './support/table.mjs';

const HELP = `Measures how fast Cadencia is on this machine.

  npm run bench -- [--only NAME]… [--postgres] [--json]

  --only NAME   one measure; may be repeated. Names: ${Object.keys(MEASURES).join(', ')}
  --postgres    on a PostgreSQL that is started for it, instead of SQLite
  --json        figures as JSON on standard output
`;

/** Takes every measure that is asked for, each on an empty database in processes of its own. Returns the exit code. */
export async function bench(argv) {
  const asked = readArguments(argv);
  if (asked.sentence) return say(asked.sentence, asked.code);
  const postgres = asked.postgres ? await startPostgres() : null;
  const taken = [];
  const failed = [];
  try {
    for (const name of asked.names) {
      process.stderr.write(`measuring: ${MEASURES[name].title}…\n`);
      try {
        taken.push(...(await take(name, postgres)).map((row) => ({ measure: name, ...judge(row) })));
      } catch (error) {
        failed.push({ measure: name, problem: error.message });
        process.stderr.write(`  could not be taken: ${error.message}\n`);
      }
    }
  } finally {
    await postgres?.stop();
  }
  const report = { ...machine(), database: asked.postgres ? 'postgresql' : 'sqlite', rows: taken, failed };
  process.stdout.write(asked.json ? `${JSON.stringify(report, null, 2)}\n` : tableOf(report));
  // A missed target is a fact about a machine; only a measure that could not be taken is a failure.
  return failed.length === 0 ? 0 : 1;
}

async function take(name, postgres) {
  const folder = freshFolder();
  const database = await postgres?.database(name);
  try {
    const environment = { DATA_DIR: folder.path, DATABASE_URL: database ?? `sqlite:${folder.path}/cadencia.db` };
    // What is measured does not share a process with what filled the tables: its memory and its compiled code are its own.
    const prepared = MEASURES[name].prepare ? await takeStep(name, 'prepare', environment, null) : null;
    return await takeStep(name, 'measure', environment, prepared);
  } finally {
    folder.remove();
  }
}

function readArguments(argv) {
  try {
    const options = {
      only: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      postgres: { type: 'boolean' },
      help: { type: 'boolean' },
    };
    const { values } = parseArgs({ args: argv, options });
    if (values.help) return { sentence: HELP, code: 0 };
    const names = values.only ?? Object.keys(MEASURES);
    const unknown = names.find((name) => !(name in MEASURES));
    if (unknown) return { sentence: `There is no measure "${unknown}". There are: ${Object.keys(MEASURES).join(', ')}.\n`, code: 1 };
    return { names, json: values.json ?? false, postgres: values.postgres ?? false };
  } catch (error) {
    return { sentence: `${error.message}\n\n${HELP}`, code: 1 };
  }
}

function say(sentence, code) {
  process[code === 0 ? 'stdout' : 'stderr'].write(sentence);
  return code;
}

function machine() {
  const [lastMinute] = loadavg();
  return {
    node: process.versions.node,
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? '',
    load: Math.round(lastMinute * 10) / 10,
  };
}
