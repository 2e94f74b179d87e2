// What `npm start` and `npm test` do first: install what is missing, build what changed. Quick when there is nothing to do.
import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

/** Runs a command and ends with its failure: its own words are on the screen. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: windows, ...options });
  if (result.error) fail(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

export function install() {
  const lock = hashOf(['package.json', 'package-lock.json']);
  const stamp = join(root, 'node_modules', '.cadencia-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && driverLoads()) return;
  console.error('Installing what Cadencia needs (a few minutes the first time)…');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (result.status !== 0)
    fail('npm ci failed; its reason stands above. better-sqlite3 needs python3, make and a C++ compiler where no prebuilt binary fits.');
  if (!driverLoads())
    fail(
      'The SQLite driver better-sqlite3 is installed but was not compiled. Run `npm rebuild better-sqlite3` and read what it says; it needs python3, make and a C++ compiler.',
    );
  writeFileSync(stamp, lock);
}

/** An install that was stopped half-way leaves the driver without its compiled half. */
function driverLoads() {
  return spawnSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"], { cwd: root, stdio: 'ignore' }).status === 0;
}

export function build() {
  const sources = [
    'package.json',
    'package-lock.json',
    '.swcrc',
    'nest-cli.json',
    'tsconfig.json',
    ...filesIn('src').filter((file) => file.endsWith('.ts')),
  ];
  const now = hashOf(sources);
  const stamp = join(root, 'dist', '.built');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.error('Building…');
  const result = spawnSync(process.execPath, [join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0 || !existsSync(join(root, 'dist', 'main.js'))) fail('The build failed; its reason stands above.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, now);
}

function hashOf(files) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(join(root, folder))
    .sort()
    .flatMap((name) => (statSync(join(root, folder, name)).isDirectory() ? filesIn(`${folder}/${name}`) : [`${folder}/${name}`]));
}
