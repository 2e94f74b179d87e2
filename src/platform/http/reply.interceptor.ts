import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import type { Reply } from './reply';
import type { Request, Response } from './request';
import { Responder } from './responder';

@Injectable()
export class ReplyInterceptor implements NestInterceptor<Reply | undefined, unknown> {
  constructor(private readonly responder: Responder) {}

  intercept(execution: ExecutionContext, next: CallHandler<Reply | undefined>): Observable<unknown> {
    const http = execution.switchToHttp();
    // The few handlers of files and health answer by themselves, with nothing.
    return next
      .handle()
      .pipe(
        map((reply) =>
          reply === undefined ? undefined : this.responder.send(reply, http.getRequest<Request>(), http.getResponse<Response>()),
        ),
      );
  }
}
