import { readFileSync } from 'node:fs';
import { addDays, addMonths, type CalendarDate } from '#kernel/calendar-date';
import { plusHours, startOfDay } from '#kernel/instant';
import { RosterService } from '#modules/people';
import type { Stage } from './stage';

/** The last column but one of the sample roster says since when somebody works there, as dd/mm/yyyy. */
const STARTS_ON = 13;
const MONTHS = 18;

/** Brings the roster month by month, as HR would have: who was there eighteen months ago, then those who joined since. Returns how many files it took. */
export async function playRosterHistory(stage: Stage, file: string, zone: string, today: CalendarDate): Promise<number> {
  const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  let brought = 0;
  let known = 0;
  for (let month = -MONTHS; month <= 0; month++) {
    const day = addDays(addMonths(today, month), month === 0 ? -1 : 0);
    const present = rows.filter((row) => startOf(row) <= day);
    if (present.length === known) continue;
    known = present.length;
    const ctx = stage.at(plusHours(startOfDay(zone, day), 9));
    const roster = stage.get(RosterService);
    const checked = await roster.checkFile(ctx, {
      name: `roster-${day}.csv`,
      bytes: Buffer.from([header, ...present].join('\n')),
      mode: 'partial',
      source: 'command',
    });
    if (!checked.ok) throw new Error(`the sample roster was refused: ${checked.refusal}`);
    const applied = await roster.apply(ctx, checked.value.import, { approve: true });
    if (!applied.ok) throw new Error(`the sample roster was not applied: ${applied.refusal}`);
    brought++;
  }
  return brought;
}

function startOf(row: string): string {
  const [day = '', month = '', year = ''] = row.split(';')[STARTS_ON]?.split('/') ?? [];
  return `${year}-${month}-${day}`;
}
