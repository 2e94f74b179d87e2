import type { Browser } from '#platform/http/context';
import type { Cookie } from '#platform/http/reply';
import { DEVICE_SECONDS } from '../domain/device-session';
import { SESSION_SECONDS } from '../domain/session';

/** On a shared device it goes with the browser's window, if the server has not let go of it before. */
export const sessionCookie = (token: string, { deviceToken }: Browser): Cookie => ({
  name: 'session',
  value: token,
  ...(deviceToken === null ? { maxAgeSeconds: SESSION_SECONDS } : {}),
});

export const noSession: Cookie = { name: 'session', value: null };

export const deviceCookie = (token: string): Cookie => ({ name: 'device', value: token, maxAgeSeconds: DEVICE_SECONDS });

export const noDevice: Cookie = { name: 'device', value: null };
