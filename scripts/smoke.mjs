// Starts the built server from a clean folder, as an operator would, and fetches a page.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const folder = mkdtempSync(join(tmpdir(), 'cadencia-smoke-'));
for (const name of ['dist', 'views', 'curriculum', 'legal', 'assets', 'package.json'])
  cpSync(join(root, name), join(folder, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

const port = await freePort();
const server = spawn(process.execPath, ['dist/main.js'], {
  cwd: folder,
  env: { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), DATABASE_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let failure = null;
try {
  await Promise.race([
    new Promise((resolve) => server.stdout.on('data', (text) => String(text).includes('Cadencia') && resolve())),
    new Promise((_, reject) => server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))),
    new Promise((_, reject) => setTimeout(() => reject(new Error('the server did not start within 30 s')), 30_000)),
  ]);
  for (const [path, expected] of [
    ['/health/ready', '"status":"ok"'],
    ['/sign-in', '<main'],
    ['/verify', '<main'],
  ]) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    const text = await answer.text();
    if (answer.status !== 200 || !text.includes(expected)) throw new Error(`${path} answered ${answer.status}`);
  }
  console.log('✓ the built server starts from a clean folder and answers');
} catch (error) {
  failure = error;
  console.error(`✗ ${error.message}`);
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => (server.exitCode === null && server.signalCode === null ? server.on('exit', resolve) : resolve()));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failure ? 1 : 0);

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
