import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '#platform/config/config';
import { AccessGuard } from './access.guard';
import { Door } from './door';
import { ErrorFilter } from './error.filter';
import { ReplyAdapter } from './reply-adapter';
import { Responder } from './responder';
import { MAXIMUM_UPLOAD_BYTES } from './uploads';

export function fastifyAdapter(): ReplyAdapter {
  // One proxy at most stands in front: its word on the caller's address is taken from this machine or a private network only.
  return new ReplyAdapter({
    trustProxy: 'loopback, linklocal, uniquelocal',
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
  });
}

/** Puts the platform's doors, headers and error pages around the application. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  const config = app.get(Config);
  const door = app.get(Door);
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: MAXIMUM_UPLOAD_BYTES, files: 8, fields: 200, fieldSize: 100_000 } });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    strictTransportSecurity: config.publicUrl.startsWith('https://') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preHandler', async (request, response) => {
    if (request.url.startsWith('/assets/') || request.url.startsWith('/health/') || request.url === '/metrics') return;
    await door.enter(request, response);
  });
  app.useGlobalGuards(app.get(AccessGuard));
  const adapter: unknown = app.getHttpAdapter();
  if (!(adapter instanceof ReplyAdapter)) throw new Error('the application was not made with fastifyAdapter()');
  adapter.answerThrough(app.get(Responder));
  app.useGlobalFilters(app.get(ErrorFilter));
}
