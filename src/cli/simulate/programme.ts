import { type CalendarDate } from '#kernel/calendar-date';
import { CurriculumService } from '#modules/curriculum';
import { CompanyService } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import { required } from './study';
import { type Person, type Theatre, ZONE } from './theatre';

/** The company is there, and its welcome is published. */
export async function foundCompany(theatre: Theatre): Promise<void> {
  const ctx = theatre.system();
  await theatre.get(CompanyService).save(ctx, { name: 'Andina Hogar', timeZone: ZONE, country: 'PE', language: 'es', hue: 185 });
  await theatre.get(ProgrammeService).saveCadence(ctx, { cadenceMonths: 5, windowWeeks: 6, weekday: 1 });
  const curriculum = theatre.get(CurriculumService);
  const welcome = (await curriculum.units()).find(({ unit }) => unit.startsWith('00-'));
  if (welcome) required(await curriculum.publish(ctx, welcome.unit));
}

/** Where no round waits for its day, the programme lead approves the next one and publishes its unit. */
export async function prepareNextRound(theatre: Theatre, today: CalendarDate, hr: Person): Promise<void> {
  const ctx = theatre.as(hr, ['hr']);
  const programme = theatre.get(ProgrammeService);
  if ((await programme.rounds()).some(({ state }) => state === 'approved')) return;
  const { rounds } = await programme.plan(ctx, 2);
  const next = rounds.find(({ state }) => state === 'proposed');
  if (!next || next.opensOn < today) throw new Error('the calendar proposes no round');
  if (!next.written) throw new Error(`unit ${next.unitNumber} is not written`);
  required(await theatre.get(CurriculumService).publish(ctx, next.unit));
  required(await programme.approveRound(ctx, { code: next.code, opensOn: next.opensOn }));
}
