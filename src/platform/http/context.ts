import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request, visitOf } from './request';

/** Who asks, when, in which language. */
export const Ctx = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => visitOf(execution.switchToHttp().getRequest<Request>()).ctx,
);

/** The address of the caller, for throttling only. */
export const CallerAddress = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => execution.switchToHttp().getRequest<Request>().ip,
);

/** The session's token, for signing out and rotating. */
export const SessionToken = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => visitOf(execution.switchToHttp().getRequest<Request>()).token,
);
