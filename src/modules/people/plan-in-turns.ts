import { setImmediate } from 'node:timers/promises';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { LoadedRoster } from './data/roster.repository';
import { type FileRows, type ImportMode, planningRoster, type RosterPlan } from './domain/roster-plan';

/** Plans for a roster of any size without keeping others waiting: between two steps they have their turn. */
export async function planInTurns(
  { people, aliases }: LoadedRoster,
  file: FileRows,
  mode: ImportMode,
  today: CalendarDate,
  language: Locale,
): Promise<RosterPlan> {
  const steps = planningRoster(people, file, mode, today, language, aliases);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
