import type { Cookie } from '#platform/http/reply';
import { SESSION_SECONDS } from '../domain/session';

export const sessionCookie = (token: string): Cookie => ({ name: 'session', value: token, maxAgeSeconds: SESSION_SECONDS });

export const noSession: Cookie = { name: 'session', value: null };
