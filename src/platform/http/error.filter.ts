import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import { Log } from '#platform/log/log';
import { TooManyRequests } from './errors';
import type { Request, Response } from './request';
import { Responder } from './responder';
import { SignInFirst } from './sign-in-first';

const PAGES: Record<number, string> = {
  400: 'bad-request',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  429: 'too-many',
};

/** One place turns what was thrown into a page with a number that a person can quote. */
@Catch()
@Injectable()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly responder: Responder,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (error instanceof SignInFirst) {
      this.responder.send(
        { kind: 'redirect', to: error.to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(error.to)}`, flash: null, cookies: [] },
        request,
        response,
      );
      return;
    }
    const status = statusOf(error);
    const requestId = request.visit?.ctx.requestId ?? request.id;
    if (status >= 500) this.log.error({ requestId, method: request.method, route: request.routeOptions.url, error }, 'a request failed');
    if (error instanceof TooManyRequests) void response.header('retry-after', String(error.retryAfterSeconds));
    if (!request.visit || request.url.endsWith('.json')) {
      void response
        .status(status)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ error: PAGES[status] ?? 'failed', requestId }));
      return;
    }
    this.responder.page(`errors/${PAGES[status] ?? 'failed'}`, { requestId }, status, request, response);
  }
}

function statusOf(error: unknown): number {
  const found = error as { status?: unknown; statusCode?: unknown; getStatus?: () => number };
  const status = typeof found.getStatus === 'function' ? found.getStatus() : (found.status ?? found.statusCode);
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
