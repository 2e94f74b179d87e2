import type { GroupWithoutAccess, PeopleWithoutAccess } from '../data/access-overview.read-model';
import type { Say } from '#platform/views/say';

export interface SlipsPage {
  /** The one team or supplier that the reader came for; null when there is a choice. */
  readonly only: { readonly field: 'team' | 'supplier'; readonly id: string; readonly name: string } | null;
  readonly field: 'team' | 'supplier';
  readonly groups: readonly GroupWithoutAccess[];
  readonly totals: PeopleWithoutAccess;
  /** Whoever comes from the loose ends has chosen everybody already. */
  readonly isForAll: boolean;
}

export function slipsView({ only, field, groups, totals, isForAll }: SlipsPage, say: Say) {
  const { people, withSlip, withPhone } = totals;
  const option = (value: string, label: string, count: number, checked = false) => ({
    value,
    label,
    hint: say('identity.slips.people', { count }),
    checked,
  });
  const all = field === 'team' ? [option('all', say('identity.slips.all'), people, isForAll || groups.length === 1)] : [];
  const options = [
    ...all,
    ...groups.map((group) =>
      option(group.id ?? 'none', group.name ?? say('identity.slips.no-team'), group.people, field === 'supplier' && groups.length === 1),
    ),
  ];
  const chosen = only && { field: only.field, id: only.id, name: only.name, people: say('identity.slips.people', { count: people }) };
  return { field, only: chosen, groups: !only && groups.length > 0 ? options : null, hasPeople: people > 0, withSlip, withPhone };
}
