import { addDays, addMonths, type CalendarDate } from '#kernel/calendar-date';
import { plusHours, startOfDay } from '#kernel/instant';
import { CurriculumService } from '#modules/curriculum';
import { CompanyService } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import type { Stage } from './stage';

export const ZONE = 'America/Lima';
const UNIT = '01-mi-trabajo-es-el-cliente';
const WELCOME_UNIT = '00-bienvenida';

/** How long ago the open round of the sample company began. */
const DAYS_OPEN = 28;

export async function foundCompany(stage: Stage, today: CalendarDate): Promise<void> {
  const ctx = stage.at(startOfDay(ZONE, addMonths(today, -18)));
  await stage.get(CompanyService).save(ctx, { name: 'Andina Hogar', timeZone: ZONE, country: 'PE', language: 'es', hue: 185 });
  const programme = stage.get(ProgrammeService);
  await programme.saveCadence(ctx, { cadenceMonths: 5, windowWeeks: 6, weekday: 1 });
  for (const [from, until, reason] of [
    ['12-10', '01-08', 'Campaña de Navidad'],
    ['07-20', '08-01', 'Fiestas Patrias'],
  ] as const) {
    for (const year of [0, 1, 2, 3].map((ahead) => Number(today.slice(0, 4)) + ahead)) {
      const fromOn = `${year}-${from}` as CalendarDate;
      const untilOn = `${from > until ? year + 1 : year}-${until}` as CalendarDate;
      await programme.addBlackout(ctx, { fromOn, untilOn, reason });
    }
  }
}

/** Publishes the units, approves the round and opens it on its day. Returns that day. */
export async function openRound(stage: Stage, today: CalendarDate): Promise<CalendarDate> {
  const before = stage.at(plusHours(startOfDay(ZONE, addDays(today, -DAYS_OPEN - 7)), 10));
  for (const unit of [WELCOME_UNIT, UNIT]) {
    const published = await stage.get(CurriculumService).publish(before, unit);
    if (!published.ok) throw new Error(`${unit} could not be published: ${published.refusal}`);
  }
  const programme = stage.get(ProgrammeService);
  const { rounds } = await programme.plan(before, 1);
  const first = rounds[0];
  if (!first) throw new Error('the calendar proposes no round');
  const approved = await programme.approveRound(before, { code: first.code, opensOn: first.opensOn });
  if (!approved.ok) throw new Error(`the round could not be approved: ${approved.refusal}`);
  const opened = await programme.openRound(stage.at(plusHours(startOfDay(ZONE, first.opensOn), 6)), first.code);
  if (!opened.ok) throw new Error(`the round could not be opened: ${opened.refusal}`);
  return first.opensOn;
}
