import type { CalendarDate } from '#kernel/calendar-date';

export type WorkRefusal = 'left';

/**
 * What keeps somebody from adding to an assignment; what they did stays for them to read. Null while nothing does.
 * The end of a round does not: its ledger is frozen, but whoever is late may still finish, and is accredited.
 */
export function refusalToWork(assignment: { readonly leftOn: CalendarDate | null }): WorkRefusal | null {
  return assignment.leftOn === null ? null : 'left';
}
