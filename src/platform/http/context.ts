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

/** Whether a file is asked for from its first byte on. Anything else is the rest of a download that broke off. */
export const FromTheBeginning = createParamDecorator((_: unknown, execution: ExecutionContext): boolean => {
  const { range } = execution.switchToHttp().getRequest<Request>().headers;
  return range === undefined || !/^bytes=[1-9-]/.test(range);
});

/** The session's token, for signing out and rotating. */
export const SessionToken = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => visitOf(execution.switchToHttp().getRequest<Request>()).token,
);

/** The browser that asks: the session it has, and which shared device it is, if it is one. */
export interface Browser {
  readonly token: string | null;
  readonly deviceToken: string | null;
}

/** One that nobody has signed in with yet. */
export const ANY_BROWSER: Browser = { token: null, deviceToken: null };

export const InBrowser = createParamDecorator((_: unknown, execution: ExecutionContext): Browser => {
  const { token, deviceToken } = visitOf(execution.switchToHttp().getRequest<Request>());
  return { token, deviceToken };
});

/** The shared device at which somebody signed in. */
export const AtDevice = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => visitOf(execution.switchToHttp().getRequest<Request>()).sharedDevice,
);
