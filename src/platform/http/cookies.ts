import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Config } from '#platform/config/config';

/** `__Host-` binds a cookie to this host and to HTTPS; on plain HTTP (a trial on one machine) browsers refuse that name. */
export function cookieName(config: Config, name: 'session' | 'visitor' | 'flash' | 'language' | 'device'): string {
  return isSecure(config) ? `__Host-cadencia-${name}` : `cadencia-${name}`;
}

export function cookieOptions(config: Config, maxAgeSeconds?: number): CookieSerializeOptions {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(config),
    ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  };
}

function isSecure(config: Config): boolean {
  return config.publicUrl.startsWith('https://');
}
