import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SECRET_KEY = 'a key that only the benchmark signs its forms with';

/** Takes one step of a measure in a process of its own and leads to what it answers. */
export function takeStep(measure, step, environment, input) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./step.mjs', import.meta.url)), [measure, step], {
      env: { ...process.env, LOG_LEVEL: 'warn', SECRET_KEY, PORT: '0', SMTP_URL: '', CADENCIA_NOW: '', PUBLIC_URL: '', ...environment },
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    let answered = false;
    child.on('message', (answer) => {
      answered = true;
      if (answer.problem) reject(new Error(answer.problem));
      else resolve(answer.value);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (!answered) reject(new Error(`its process ended with ${signal ?? code}`));
    });
    child.send({ input });
  });
}

/** An empty folder for the data of one measure. */
export function freshFolder() {
  const path = mkdtempSync(join(tmpdir(), 'cadencia-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
