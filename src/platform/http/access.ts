import { SetMetadata } from '@nestjs/common';
import type { Actor } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';

export const ACCESS_RULE = 'cadencia:access';

export type Permission =
  | 'my'
  | 'team'
  | 'supplier'
  | 'access.help'
  | 'roster.read'
  | 'roster.write'
  | 'access.write'
  | 'programme.read'
  | 'programme.write'
  | 'curriculum.read'
  | 'curriculum.write'
  | 'coverage.read'
  | 'reports.read'
  | 'diplomas.read'
  | 'diplomas.write'
  | 'diplomas.download'
  | 'settings.write'
  | 'jobs.run'
  | 'audit.read';

export type AccessRule = { readonly requires: Permission } | { readonly open: string };

/** Only for those whose role or place on the roster gives them this permission; everybody else finds nothing there. */
export const Requires = (permission: Permission) => SetMetadata<string, AccessRule>(ACCESS_RULE, { requires: permission });

/** For anybody, without signing in. The reason is for the reader of the code. */
export const Public = (reason: string) => SetMetadata<string, AccessRule>(ACCESS_RULE, { open: reason });

/** A device that several people use: whoever leaves it alone is signed out. */
export interface SharedDevice {
  readonly name: string;
  /** After so many seconds without a hand on it the page locks. */
  readonly idleSeconds: number;
  /** After so many seconds without a request the server does, where no script watches. */
  readonly unwatchedSeconds: number;
}

export interface Identified {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly sharedDevice: SharedDevice | null;
}

/** What the platform asks the identity module, without knowing it. */
export interface AccessPolicy {
  /** Who holds this session token at that moment; null for an unknown, ended or expired one, or one of another device. One query. */
  identify(token: string, now: Instant, deviceToken: string | null): Promise<Identified | null>;
  may(actor: Actor, permission: Permission): boolean;
}

export const ACCESS_POLICY = Symbol('access policy');
