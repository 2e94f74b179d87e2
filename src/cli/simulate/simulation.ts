import { addDays, addMonths, type CalendarDate, toCalendarDate, weekdayOf } from '#kernel/calendar-date';
import type { RoundId } from '#kernel/id';
import { ProgrammeService } from '#modules/programme';
import { Database } from '#platform/database/database';
import type { ScratchDatabase } from '#platform/database/scratch';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Clock } from '#platform/time/clock';
import type { Desk } from '../command';
import { Events } from './events';
import { Learners } from './learners';
import { Luck } from './luck';
import { messagesOf } from './messages';
import type { SimulationOptions } from './options';
import { foundCompany, prepareNextRound } from './programme';
import type { SimulatedRound, SimulationReport } from './report';
import { bring } from './roster';
import { type Person, Theatre, ZONE } from './theatre';
import { Watch } from './watch';
import { Workforce } from './workforce';

/** Writes all diplomas into a file for outsiders, every night anew: nobody is left out or counted by it. */
const PUBLISHING = 'publish-status';

/** A Monday, the same in every run. */
const FIRST_DAY = toCalendarDate('2027-01-04');

/** The years of one company, day by day: the same for the same seed, on every database. */
export class Simulation {
  private readonly theatre: Theatre;
  private readonly workforce: Workforce;
  private readonly learners: Learners;
  private readonly events: Events;
  private readonly watch: Watch;

  constructor(
    desk: Desk,
    private readonly options: SimulationOptions,
    private readonly database: Pick<ScratchDatabase, 'analyse'>,
  ) {
    const { seed } = options;
    this.theatre = new Theatre(desk);
    this.workforce = new Workforce(Luck.of(seed, 'workforce'), options, FIRST_DAY);
    this.learners = new Learners(this.theatre, seed);
    this.events = new Events(this.theatre, Luck.of(seed, 'events'));
    this.watch = new Watch(this.theatre);
    desk.get(Clock).zone = ZONE;
  }

  async play(): Promise<Omit<SimulationReport, 'seconds'>> {
    await this.theatre.at(FIRST_DAY, 8 * 60);
    await foundCompany(this.theatre);
    await bring(this.theatre, FIRST_DAY, this.workforce.firstFile());
    const last = addMonths(FIRST_DAY, this.options.years * 12);
    let month = 0;
    for (let day = FIRST_DAY; day < last; day = dayAfter(day)) {
      await this.night(day);
      const isNewMonth = addMonths(FIRST_DAY, month + 1) <= day;
      if (isNewMonth) for (const file of this.workforce.month(++month, day)) await bring(this.theatre, day, file);
      await this.day(day);
      if (isNewMonth) await this.watch.look(day);
    }
    return this.report();
  }

  /** The jobs, as the runner would run them before people come. A round that opens is the largest thing that happens to the tables. */
  private async night(today: CalendarDate): Promise<void> {
    await this.theatre.at(today, 15);
    const before = await this.latestRound();
    const runner = this.theatre.get(JobRunner);
    for (const job of runner.all()) if (job.name !== PUBLISHING) await runner.runNow(job.name);
    if ((await this.latestRound()) !== before) await this.database.analyse();
  }

  private async latestRound(): Promise<RoundId | undefined> {
    return (await this.theatre.get(ProgrammeService).openRounds()).at(-1)?.id;
  }

  private async day(today: CalendarDate): Promise<void> {
    const hr = this.theatre.person(this.workforce.hr.code);
    const present = this.workforce.present(today).flatMap(({ code }): Person[] => {
      const person = this.theatre.find(code);
      return person ? [person] : [];
    });
    await prepareNextRound(this.theatre, today, hr);
    await this.events.happen(today, hr, present);
    await this.learners.meet(today);
    await this.learners.learn(today);
    await this.theatre.at(today, 18 * 60);
    await this.theatre.get(JobRunner).runNow('issue-diplomas');
  }

  private async report(): Promise<Omit<SimulationReport, 'seconds'>> {
    await this.theatre.get(JobRunner).settled();
    const rounds: SimulatedRound[] = [];
    for (const { id, opensOn, gapMonths } of (await this.theatre.get(ProgrammeService).rounds()).filter(
      (round) => round.openedAt !== null,
    )) {
      await this.watch.lookBack(id, opensOn);
      const coverage = await this.watch.balance(id);
      if (coverage) rounds.push({ ...named(coverage, this.watch.differenceOf(id)), gapMonths });
    }
    const standing = await this.theatre.get(ProgrammeService).round('0');
    const welcome = standing && (await this.watch.balance(standing.id));
    // Those that stand: how often one was replaced on a busy day depends on who was quicker.
    const diplomas = await this.theatre
      .get(Database)
      .row<{ issued: number }>(sql`SELECT COUNT(*) AS issued FROM diploma WHERE superseded_at IS NULL`);
    return {
      ...this.options,
      rounds,
      welcome: welcome && named(welcome, this.watch.differenceOf(welcome.round.id)),
      leftOut: this.watch.peopleLeftOutSoFar,
      duplicates: await this.watch.duplicates(),
      diplomas: diplomas?.issued ?? 0,
      messages: await messagesOf(this.theatre.get(Database)),
    };
  }
}

/** The ids of a scratch database mean nothing afterwards: a round goes by its code. The worst difference stays. */
function named<T extends { readonly round: { readonly code: string } }>(coverage: T, difference: number): T {
  return { ...coverage, round: { ...coverage.round, id: coverage.round.code }, difference };
}

/** Something is done on Mondays, when rounds open, and on Thursdays. */
const dayAfter = (day: CalendarDate): CalendarDate => addDays(day, weekdayOf(day) === 1 ? 3 : 4);
