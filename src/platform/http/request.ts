import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '#kernel/context';
import type { SharedDevice } from './access';

export interface UploadedFile {
  /** As the browser named it: shown to people, never used as a path. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the platform keeps on a request while it lives. */
export interface Visit {
  readonly ctx: Context;
  /** The session's token, or null for somebody who has not signed in. */
  readonly token: string | null;
  /** What a shared device holds to say which it is; null in everybody's own browser. */
  readonly deviceToken: string | null;
  /** The shared device at which somebody signed in; null everywhere else. */
  readonly sharedDevice: SharedDevice | null;
  readonly csrf: string;
  readonly files: Map<string, UploadedFile>;
}

export type Request = FastifyRequest & { visit?: Visit };
export type Response = FastifyReply;

export function visitOf(request: Request): Visit {
  if (!request.visit) throw new Error('the request has not passed the door');
  return request.visit;
}
