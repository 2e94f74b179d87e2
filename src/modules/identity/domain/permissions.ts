import type { Actor, Role } from '#kernel/context';

const READING = ['roster.read', 'programme.read', 'curriculum.read', 'coverage.read', 'reports.read', 'diplomas.read', 'audit.read'];

const WRITING = ['roster.write', 'access.write', 'programme.write', 'curriculum.write', 'diplomas.write', 'settings.write', 'jobs.run'];

/** What each granted role adds to one's own place. */
const GRANTED: Readonly<Record<Role, readonly string[]>> = {
  hr: ['team', 'supplier', 'access.help', 'diplomas.download', ...READING, ...WRITING],
  auditor: READING,
  sponsor: ['coverage.read', 'reports.read', 'programme.read'],
  // A supplier's coordinator sees the own company's people through pages of their own, never the whole roster.
  coordinator: ['supplier', 'access.help', 'diplomas.download'],
};

/** What the roster itself gives to whoever answers for somebody. */
const MANAGING = ['team', 'access.help', 'diplomas.download'];

/** Nobody may anything; everybody who signed in has their own place; managers their team; the rest follows from granted roles. */
export function may(actor: Actor, permission: string): boolean {
  switch (actor.kind) {
    case 'nobody':
      return false;
    case 'system':
      return true;
    case 'person':
      return (
        permission === 'my' ||
        (actor.isManager && MANAGING.includes(permission)) ||
        actor.roles.some((role) => GRANTED[role].includes(permission))
      );
  }
}
