import type { SupplierId } from '#kernel/id';
import { bulkObstacle } from './bulk-acceptance';

const joins = { kind: 'join', employerKind: 'contractor', supplierId: null, team: null } as const;
const known = { suppliers: ['Limpieza SA'], teams: ['Almacén'] };

describe('accepting with others', () => {
  it('is for whoever looks like nobody on the list and works for somebody who is known', () => {
    expect(bulkObstacle(joins, 0, 'Limpieza SA', known)).toBeNull();
    expect(bulkObstacle({ ...joins, employerKind: 'staff' }, 0, null, known)).toBeNull();
    expect(bulkObstacle(joins, 1, 'Limpieza SA', known)).toBe('may-be-known');
    expect(bulkObstacle(joins, 0, 'Jardines', known)).toBe('supplier-unknown');
    expect(bulkObstacle(joins, 0, null, known)).toBe('supplier-unknown');
    // Of two that differ in what the law adds only, the one that was written out is meant, however it was written.
    expect(bulkObstacle(joins, 0, 'limpia sac', { ...known, suppliers: ['Limpia S.R.L.', 'Limpia SAC'] })).toBeNull();
  });

  it('is for teams that are known, however they are spelled', () => {
    expect(bulkObstacle({ ...joins, team: 'almacen' }, 0, 'Limpieza SA', known)).toBeNull();
    expect(bulkObstacle({ ...joins, team: 'Los de noche' }, 0, 'Limpieza SA', known)).toBe('team-unknown');
  });

  it('takes a coordinator’s own supplier for known, and leavers as they are', () => {
    expect(bulkObstacle({ ...joins, supplierId: 'id' as SupplierId }, 0, 'Guardias', known)).toBeNull();
    expect(bulkObstacle({ ...joins, kind: 'leave' }, 3, null, known)).toBeNull();
  });
});
