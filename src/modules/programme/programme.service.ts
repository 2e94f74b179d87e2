import { Injectable } from '@nestjs/common';
import { addDays, type CalendarDate, earliest } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { AssignmentId, PersonId, RoundId } from '#kernel/id';
import { dateIn, type Instant, startOfDay } from '#kernel/instant';
import type { Outcome } from '#kernel/outcome';
import { Clock } from '#platform/time/clock';
import { AssignmentsService } from './assignments.service';
import { CalendarService } from './calendar.service';
import { AssignmentsReadModel, type AssignmentSummary } from './data/assignments.read-model';
import { type AskedDay, LedgerReadModel } from './data/ledger.read-model';
import { RoundsRepository, type StoredRound } from './data/rounds.repository';
import type { LedgerCounts, Standing } from './domain/ledger';
import { stateOf, type OpeningRefusal, type Override, type RoundState } from './domain/round';
import { RoundsService } from './rounds.service';

export type RoundSummary = StoredRound & { readonly state: RoundState };

/** Where everybody stands in a round, as `cadencia coverage --json` prints it. */
export type Coverage = LedgerCounts & {
  readonly round: Pick<StoredRound, 'id' | 'code' | 'unit' | 'opensOn' | 'dueOn' | 'closesOn'>;
  readonly asOf: CalendarDate;
};

/** What the other modules may ask of the programme, and what they may tell it. */
@Injectable()
export class ProgrammeService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly roundsService: RoundsService,
    private readonly assignments: AssignmentsService,
    private readonly summaries: AssignmentsReadModel,
    private readonly ledgers: LedgerReadModel,
    private readonly stored: RoundsRepository,
    private readonly clock: Clock,
  ) {}

  plan: CalendarService['plan'] = (...args) => this.calendar.plan(...args);
  settings: CalendarService['settings'] = () => this.calendar.settings();
  saveCadence: CalendarService['saveCadence'] = (...args) => this.calendar.saveCadence(...args);
  addBlackout: CalendarService['addBlackout'] = (...args) => this.calendar.addBlackout(...args);
  removeBlackout: CalendarService['removeBlackout'] = (...args) => this.calendar.removeBlackout(...args);
  approveRound: CalendarService['approveRound'] = (...args) => this.calendar.approveRound(...args);
  withdrawApproval: CalendarService['withdrawApproval'] = (...args) => this.calendar.withdrawApproval(...args);
  openRound: RoundsService['openRound'] = (...args) => this.roundsService.openRound(...args);
  closeRound: RoundsService['closeRound'] = (...args) => this.roundsService.closeRound(...args);
  openDueRounds: RoundsService['openDueRounds'] = (ctx) => this.roundsService.openDueRounds(ctx);

  /** Whether the rule lets a round open today, and if not why. */
  permit(ctx: Context, round: StoredRound): Promise<Outcome<Override | null, OpeningRefusal>> {
    return this.roundsService.permit(ctx, round, null);
  }

  isPublished(unit: string): Promise<boolean> {
    return this.roundsService.isPublished(unit);
  }

  /** In the order of their openings. */
  async rounds(): Promise<RoundSummary[]> {
    return (await this.stored.all()).map(withState);
  }

  async openRounds(): Promise<RoundSummary[]> {
    return (await this.stored.open()).map(withState);
  }

  /** A round by its id, its code (`2027-1`) or the folder of its unit. */
  async round(ref: string): Promise<RoundSummary | null> {
    const round = await this.roundsService.find(ref);
    return round && withState(round);
  }

  /** The newest round first. */
  assignmentsOf(personId: PersonId): Promise<AssignmentSummary[]> {
    return this.summaries.of(personId);
  }

  assignment(id: AssignmentId): Promise<AssignmentSummary | null> {
    return this.summaries.byId(id);
  }

  /** True when this was the first start. */
  recordStart(id: AssignmentId, at: Instant): Promise<boolean> {
    return this.assignments.recordStart(id, at);
  }

  /** True when this was the first completion; it is never moved. */
  recordCompletion(id: AssignmentId, at: Instant): Promise<boolean> {
    return this.assignments.recordCompletion(id, at);
  }

  /** Brings the stored assignments to what the rule owes; does nothing the second time. */
  reconcile(ctx: Context): Promise<number> {
    return this.assignments.reconcile(ctx);
  }

  /** The ledger of a round on a day: today where none is given. A closed round answers with what was frozen. Null before the round opened. */
  async ledger(roundId: RoundId, asOf?: CalendarDate): Promise<Coverage | null> {
    const found = await this.onDay(roundId, asOf);
    if (!found) return null;
    const { round, day, isFrozen } = found;
    const counts = (isFrozen ? await this.stored.frozenLedger(roundId) : null) ?? (await this.ledgers.counts(round, day));
    const { id, code, unit, opensOn, dueOn, closesOn } = round;
    return { round: { id, code, unit, opensOn, dueOn, closesOn }, asOf: day.on, ...counts };
  }

  /** The same day, down to names. */
  async standings(roundId: RoundId, asOf?: CalendarDate): Promise<readonly { readonly personId: PersonId; readonly standing: Standing }[]> {
    const found = await this.onDay(roundId, asOf);
    return found ? this.ledgers.people(found.round, found.day) : [];
  }

  /** Who makes the difference, where the ledger does not add up. */
  async unaccounted(roundId: RoundId): Promise<readonly PersonId[]> {
    const found = await this.onDay(roundId);
    return found ? this.ledgers.unaccounted(found.round, found.day) : [];
  }

  private async onDay(roundId: RoundId, asOf?: CalendarDate): Promise<{ round: StoredRound; day: AskedDay; isFrozen: boolean } | null> {
    const round = await this.stored.byId(roundId);
    if (!round?.openedAt) return null;
    const lastDay = round.closedAt === null ? this.clock.today() : dateIn(this.clock.zone, round.closedAt);
    const on = earliest(asOf ?? lastDay, lastDay);
    if (on < round.opensOn) return null;
    const isFrozen = round.closedAt !== null && on === lastDay;
    return {
      round,
      day: { on, endsAt: isFrozen && round.closedAt ? round.closedAt : startOfDay(this.clock.zone, addDays(on, 1)), isOver: on < lastDay },
      isFrozen,
    };
  }
}

function withState(round: StoredRound): RoundSummary {
  return { ...round, state: stateOf(round) };
}
