import type { CalendarDate } from '#kernel/calendar-date';
import { RosterService, RosterUndoService } from '#modules/people';
import { required } from './study';
import type { Theatre } from './theatre';
import { csvOf, type MonthlyFile } from './workforce';

/** Brings a file as HR would: check, approve, apply. The wrong one is taken back in the same hour. */
export async function bring(theatre: Theatre, today: CalendarDate, file: MonthlyFile): Promise<void> {
  await theatre.at(today, 9 * 60);
  const roster = theatre.get(RosterService);
  const name = `roster-${today}.csv`;
  const checked = required(
    await roster.checkFile(theatre.system(), { name, bytes: Buffer.from(csvOf(file.rows)), mode: file.mode, source: 'command' }),
  );
  const [refused] = checked.rejected;
  if (refused) throw new Error(`row ${refused.row} of ${name}, ${refused.column}: ${refused.message}`);
  required(await roster.apply(theatre.system(), checked.import, { approve: true }));
  if (!file.isMistake) return theatre.meetEverybody();
  await theatre.at(today, 9 * 60 + 20);
  required(await theatre.get(RosterUndoService).undo(theatre.system(), checked.import));
}
