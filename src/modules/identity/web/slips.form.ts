import { z } from 'zod';
import { isId, type SupplierId, type TeamId } from '#kernel/id';
import type { AccessGroup } from '../data/access-overview.read-model';

const GROUP = 'identity.form.team';

/** A team (or all, or none), or a supplier: one of the two is asked. */
export const accessGroupForm = z
  .object({ team: z.string(GROUP).optional(), supplier: z.string(GROUP).optional() })
  .refine(({ team, supplier }) => (supplier === undefined ? isTeam(team) : isId(supplier)), { path: ['team'], message: GROUP })
  .transform(({ team, supplier }): AccessGroup => {
    if (supplier !== undefined) return { kind: 'supplier', id: supplier as SupplierId };
    if (team === 'all') return { kind: 'all' };
    return { kind: 'team', id: team === 'none' ? null : (team as TeamId) };
  });

const isTeam = (team: string | undefined): boolean => team === 'all' || team === 'none' || isId(team ?? '');
