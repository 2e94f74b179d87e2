import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
// What follows `npm start --` goes to the server; `demo` is a command of its own.
const entry = process.argv[2] === 'demo' ? ['cli.js', 'demo', ...process.argv.slice(3)] : ['main.js'];
const server = spawn(process.execPath, [join(root, 'dist', entry[0]), ...entry.slice(1)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
