// Everything that must hold, on a machine that has only Node. `npm test -- PATH` runs some of the tests.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const { findOrInstallChromium } = await import('./browser.mjs');

const asked = process.argv.slice(2);
const bin = (path) => join(root, 'node_modules', path);
const started = performance.now();

if (asked.length === 0)
  await steps([
    // The longest first: a second core does the others meanwhile.
    ['lint', bin('eslint/bin/eslint.js'), ['.']],
    ['types', bin('typescript/bin/tsc'), ['--noEmit']],
    ['format', bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']],
    [
      'imports',
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
    ],
    ['unused code', bin('knip/bin/knip.js'), ['--no-progress']],
  ]);

const chromium = await findOrInstallChromium();
if (chromium === null && process.env.CI) process.exit(1);
const projects = ['unit', 'house', 'sqlite', 'postgres', ...(chromium === null ? [] : ['browser'])];
const scratch = mkdtempSync(join(tmpdir(), 'cadencia-results-'));
const totals = { passed: 0, failed: 0 };
// Browser journeys measure themselves against a quiet machine: they come last, and alone.
for (const group of [projects.filter((name) => name !== 'browser'), projects.filter((name) => name === 'browser')]) {
  if (group.length > 0) runJest(group);
}
rmSync(scratch, { recursive: true, force: true });

console.log(`\nin ${Math.round((performance.now() - started) / 1000)} s`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

function runJest(group) {
  const output = join(scratch, `${group.join('-')}.json`);
  const args = ['--selectProjects', ...group, '--json', `--outputFile=${output}`, '--passWithNoTests', '--', ...asked];
  const { status } = spawnSync(process.execPath, [bin('jest/bin/jest.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CHROMIUM_PATH: chromium ?? '' },
  });
  const result = JSON.parse(readFileSync(output, 'utf8'));
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  if (status !== 0 && totals.failed === 0) totals.failed = 1;
}

/** Two at a time. All of them, so that who has several mistakes sees them at once. */
async function steps(waiting) {
  let failed = 0;
  const next = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await passes(...step))) failed++;
  };
  await Promise.all([next(), next()]);
  if (failed === 0) return;
  console.log(`0 passed, ${failed} failed`);
  process.exit(1);
}

function passes(name, script, args) {
  const from = performance.now();
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      console.log(`${error ? '✗' : '✓'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      resolve(error === null);
    });
  });
}
