import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Reply } from './reply';
import type { Response } from './request';
import type { Responder } from './responder';

/**
 * Turns what a controller answers into HTTP where Nest hands the answer over. An interceptor that does so costs a chain of
 * observables on every request, and Nest sends its result a second time, which Fastify meets with an error that nobody reads.
 */
export class ReplyAdapter extends FastifyAdapter {
  private responder: Responder | null = null;

  answerThrough(responder: Responder): void {
    this.responder = responder;
  }

  override reply(...args: Parameters<FastifyAdapter['reply']>): Response {
    const [response, body] = args as [Response, unknown];
    if (this.responder === null || !isReply(body)) return super.reply(...args);
    const answered = this.responder.send(body, response.request, response);
    // Nest waits for it, and hears of what goes wrong before the answer begins.
    return answered instanceof Promise ? (answered as unknown as Response) : response;
  }
}

function isReply(body: unknown): body is Reply {
  return typeof body === 'object' && body !== null && 'kind' in body;
}
