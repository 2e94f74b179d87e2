import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
  return { url: `http://127.0.0.1:${port}`, stop, usage: () => usageOf(child.pid) };
}

/** What the server has taken of the processor, all its threads together, and the most memory that it ever held, as Linux counts. */
function usageOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { processorSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND, heldAtMost: Number(peak) / 1024 };
}

const TICKS_A_SECOND = 100;

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
