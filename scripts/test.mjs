// Everything that must hold, on a machine that has only Node. `npm test -- PATH` runs some of the tests.
import { spawnSync } from 'node:child_process';
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

if (asked.length === 0) {
  step('format', bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']);
  step('lint', bin('eslint/bin/eslint.js'), ['.']);
  step('imports', bin('dependency-cruiser/bin/dependency-cruise.mjs'), [
    'src',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
  ]);
  step('unused code', bin('knip/bin/knip.js'), ['--no-progress']);
  step('types', bin('typescript/bin/tsc'), ['--noEmit']);
}

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

function step(name, script, args) {
  const from = performance.now();
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  if (status !== 0) {
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}
