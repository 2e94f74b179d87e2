import type { Actor, Role } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { may } from './permissions';

const person = (roles: readonly Role[] = [], isManager = false): Actor => ({
  kind: 'person',
  personId: 'p' as PersonId,
  name: 'Chi',
  roles,
  isManager,
  supplierIds: [],
});

const EVERY = [
  'my',
  'team',
  'supplier',
  'access.help',
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
    expect(granted(person([], true))).toEqual(['my', 'team', 'access.help']);
  });

  it('give a supplier’s coordinator the supplier’s pages, and the way to help its people in', () => {
    expect(granted(person(['coordinator']))).toEqual(['my', 'supplier', 'access.help']);
  });

  it('give HR everything of the company', () => {
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
