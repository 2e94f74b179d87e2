import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config/config';
import type { Request } from './request';

/** Two measures: the browser's own word on where a form comes from, and a token that only our pages of this very session hold. */
@Injectable()
export class Csrf {
  constructor(private readonly config: Config) {}

  /** The token of a session; visitors who have not signed in share one bound to their visitor cookie. */
  tokenFor(bearer: string): string {
    return createHmac('sha256', this.config.secretKey).update(`csrf:${bearer}`).digest('base64url');
  }

  accepts(request: Request, bearer: string, token: unknown): boolean {
    return this.isFromHere(request) && typeof token === 'string' && equal(token, this.tokenFor(bearer));
  }

  private isFromHere(request: Request): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const origin = request.headers.origin;
    if (origin === undefined) return true;
    if (origin === 'null') return false;
    try {
      const host = new URL(origin).host;
      return host === request.headers.host || host === new URL(this.config.publicUrl).host;
    } catch {
      return false;
    }
  }
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
