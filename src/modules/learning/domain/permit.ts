import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';

export type WorkRefusal = 'round-closed' | 'left';

/** What keeps somebody from adding to an assignment; what they did stays for them to read. Null while nothing does. */
export function refusalToWork(assignment: {
  readonly roundClosedAt: Instant | null;
  readonly leftOn: CalendarDate | null;
}): WorkRefusal | null {
  if (assignment.leftOn !== null) return 'left';
  return assignment.roundClosedAt === null ? null : 'round-closed';
}
