import type { PersonActor } from '#kernel/context';
import { newId, type PersonId, type SupplierId } from '#kernel/id';
import { mayHave, type Selection } from './download';

const [ben, fay] = [newId<'person'>(), newId<'person'>()];
const [cleaners, guards] = [newId<'supplier'>(), newId<'supplier'>()];
const actor = (more: Partial<PersonActor>): PersonActor => ({
  kind: 'person',
  personId: ben,
  name: 'Ben',
  roles: [],
  isManager: false,
  supplierIds: [],
  ...more,
});
const of = (managerId: PersonId | null, supplierIds: SupplierId[] | null = null): Selection => ({
  managerId,
  supplierIds,
  round: null,
  teamId: null,
  siteId: null,
});

describe('who may have a download', () => {
  it('is a manager, of the own line and nobody else’s, as long as it is one', () => {
    expect(mayHave(actor({ isManager: true }), of(ben))).toBe(true);
    expect(mayHave(actor({ isManager: true }), of(ben, [guards]))).toBe(true);
    expect(mayHave(actor({ isManager: true }), of(fay))).toBe(false);
    expect(mayHave(actor({ isManager: true }), of(null))).toBe(false);
    expect(mayHave(actor({}), of(ben))).toBe(false);
  });

  it('is a coordinator, of the own suppliers and no other', () => {
    const both = actor({ roles: ['coordinator'], supplierIds: [cleaners, guards] });
    expect(mayHave(both, of(null, [cleaners, guards]))).toBe(true);
    expect(mayHave(actor({ roles: ['coordinator'], supplierIds: [cleaners] }), of(null, [cleaners, guards]))).toBe(false);
    expect(mayHave(both, of(null, []))).toBe(false);
    expect(mayHave(both, of(null))).toBe(false);
  });

  it('is HR, of everything, and nobody else of everything', () => {
    const hr = actor({ roles: ['hr'] });
    for (const selection of [of(null), of(fay), of(null, [guards])]) expect(mayHave(hr, selection)).toBe(true);
    expect(mayHave(actor({ roles: ['auditor', 'sponsor'] }), of(null))).toBe(false);
  });
});
