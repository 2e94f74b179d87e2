import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError } from '#platform/config/config';
import { fastifyAdapter, prepareServer } from '#platform/http/server';
import { Log } from '#platform/log/log';
import { SealBroken } from '#platform/signing/seal';
import { AppModule } from './app.module';

/** The application with its doors in place, not listening yet. */
export async function boot(): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, fastifyAdapter(), { logger: false, abortOnError: false });
  app.useLogger(app.get(Log));
  await prepareServer(app);
  app.enableShutdownHooks();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** A mistake of the person who starts the process is a sentence; anything else keeps its stack. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.sentences.map((sentence) => `  ${sentence}`).join('\n');
  if (error instanceof SealBroken) return `  ${error.message}`;
  const code = (error as { code?: string }).code;
  if (code === 'EADDRINUSE') return '  Another program already uses this port. Stop it, or set PORT to a free one.';
  if (code === 'EACCES') return '  This port needs more rights. Set PORT to one above 1024.';
  if (code === 'ECONNREFUSED' || code === '3D000' || code === '28P01')
    return `  The database did not let us in: ${(error as Error).message}. Check DATABASE_URL.`;
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_NOTADB')
    return `  The database file cannot be opened: ${(error as Error).message}. Check DATABASE_URL and DATA_DIR.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
