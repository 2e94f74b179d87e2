import { setImmediate } from 'node:timers/promises';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import { giveBackMemory } from '#platform/memory/give-back';
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
  if (file.accepted.length >= MANY) giveBackMemory();
  const steps = planningRoster(people, file, mode, today, language, aliases);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      if (file.accepted.length >= MANY) giveBackMemory();
      return step.value;
    }
    await setImmediate();
  }
}

/** So many rows leave enough behind to clear it away between the reading and the comparing, and again after it. */
const MANY = 20_000;
