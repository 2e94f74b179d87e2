import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import type { Reply } from './reply';
import type { Request, Response } from './request';
import { Responder } from './responder';

@Injectable()
export class ReplyInterceptor implements NestInterceptor<Reply, unknown> {
  constructor(private readonly responder: Responder) {}

  intercept(execution: ExecutionContext, next: CallHandler<Reply>): Observable<unknown> {
    const http = execution.switchToHttp();
    return next.handle().pipe(map((reply) => this.responder.send(reply, http.getRequest<Request>(), http.getResponse<Response>())));
  }
}
