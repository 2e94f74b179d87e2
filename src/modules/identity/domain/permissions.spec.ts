import type { Actor, Role } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { may } from './permissions';

const person = (roles: readonly Role[] = [], isManager = false): Actor => ({
  kind: 'person',
  personId: 'p' as PersonId,
  name: 'Chi',
  roles,
  isManager,
});

const EVERY = [
  'my',
  'team',
  'roster.read',
  'roster.write',
  'access.write',
  'programme.read',
  'programme.write',
  'curriculum.read',
  'curriculum.write',
  'coverage.read',
  'reports.read',
  'diplomas.read',
  'settings.write',
  'jobs.run',
  'audit.read',
];
const granted = (actor: Actor): string[] => EVERY.filter((permission) => may(actor, permission));

describe('permissions', () => {
  it('give nobody anything', () => {
    expect(granted({ kind: 'nobody' })).toEqual([]);
  });

  it('give everybody who signed in their own place, and managers their team', () => {
    expect(granted(person())).toEqual(['my']);
    expect(granted(person(['coordinator']))).toEqual(['my']);
    expect(granted(person([], true))).toEqual(['my', 'team']);
  });

  it('give HR everything', () => {
    expect(granted(person(['hr']))).toEqual(EVERY);
  });

  it('let the auditor read everything and change nothing', () => {
    expect(granted(person(['auditor']))).toEqual([
      'my',
      'roster.read',
      'programme.read',
      'curriculum.read',
      'coverage.read',
      'reports.read',
      'diplomas.read',
      'audit.read',
    ]);
  });

  it('show the sponsor the whole, not the people', () => {
    expect(granted(person(['sponsor']))).toEqual(['my', 'programme.read', 'coverage.read', 'reports.read']);
  });

  it('add up', () => {
    expect(granted(person(['sponsor', 'auditor'], true))).toContain('team');
  });
});
