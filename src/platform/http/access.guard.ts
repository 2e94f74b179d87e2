import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS_POLICY, ACCESS_RULE, type AccessPolicy, type AccessRule } from './access';
import { Forbidden, NotFound } from './errors';
import { type Request, visitOf } from './request';
import { SignInFirst } from './sign-in-first';

/** Deny by default: a route without a rule lets nobody in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [execution.getHandler(), execution.getClass()]);
    if (!rule) throw new Forbidden('this route names nobody who may use it');
    if ('open' in rule) return true;
    const request = execution.switchToHttp().getRequest<Request>();
    const { actor } = visitOf(request).ctx;
    if (this.policy.may(actor, rule.requires)) return true;
    if (actor.kind === 'nobody') throw new SignInFirst(request.method === 'GET' ? request.url : '/');
    throw new NotFound('not for this person');
  }
}
