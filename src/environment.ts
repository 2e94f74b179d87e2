import { existsSync } from 'node:fs';

/** Settings from `.env` beside the process; what the environment says already wins. */
export function loadEnvironment(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
