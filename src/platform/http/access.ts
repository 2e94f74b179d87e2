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
  | 'settings.write'
  | 'jobs.run'
  | 'audit.read';

export type AccessRule = { readonly requires: Permission } | { readonly open: string };

/** Only for those whose role or place on the roster gives them this permission; everybody else finds nothing there. */
export const Requires = (permission: Permission) => SetMetadata<string, AccessRule>(ACCESS_RULE, { requires: permission });

/** For anybody, without signing in. The reason is for the reader of the code. */
export const Public = (reason: string) => SetMetadata<string, AccessRule>(ACCESS_RULE, { open: reason });

export interface Identified {
  readonly actor: Actor;
  readonly locale: Locale;
}

/** What the platform asks the identity module, without knowing it. */
export interface AccessPolicy {
  /** Who holds this session token at that moment; null for an unknown, ended or expired one. One query. */
  identify(token: string, now: Instant): Promise<Identified | null>;
  may(actor: Actor, permission: Permission): boolean;
}

export const ACCESS_POLICY = Symbol('access policy');
