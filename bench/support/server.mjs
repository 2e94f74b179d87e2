import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE = 60_000;

/** The server as `npm start` runs it, in a process of its own, so that it does not share an event loop with the load. */
export async function startServer() {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  // Whatever ends this process ends the server too.
  process.once('exit', () => child.kill('SIGKILL'));
  let timer;
  try {
    await Promise.race([
      new Promise((resolve) => child.stdout.on('data', (text) => String(text).includes('Cadencia') && resolve())),
      ended.then((code) => Promise.reject(new Error(`the server ended with ${code}`))),
      new Promise((_, reject) => (timer = setTimeout(() => reject(new Error('the server did not start within a minute')), PATIENCE))),
    ]);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
