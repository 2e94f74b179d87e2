import { Injectable } from '@nestjs/common';
import { addMonths, type CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { newId, type RoundId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { done, refused, type Outcome } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { ProgrammeRepository, type StoredBlackout } from './data/programme.repository';
import { RoundsRepository, type StoredRound } from './data/rounds.repository';
import type { Blackout, Cadence, Reason } from './domain/cadence';
import {
  lastOpening,
  nextRound,
  numberOf,
  onAnotherDay,
  planRounds,
  type Blocked,
  type PlannedRound,
  type PlanRequest,
} from './domain/plan';
import { openingAllowed, overrideBy, stateOf, type OpeningRefusal, type Override, type RoundState } from './domain/round';
import { blackoutAllowed, cadenceAllowed, type BlackoutRefusal, type CadenceRefusal } from './domain/settings';

/** One round of the calendar: stored, or proposed by the rule (then without an id). */
export interface CalendarEntry {
  readonly id: RoundId | null;
  readonly code: string;
  readonly unit: string;
  readonly unitNumber: number;
  /** False where the curriculum has no such unit yet. */
  readonly written: boolean;
  readonly title: Readonly<Record<Locale, string>> | null;
  readonly state: RoundState;
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly closesOn: CalendarDate;
  readonly gapMonths: number | null;
  readonly reasons: readonly Reason[];
}

export interface Calendar {
  readonly rounds: readonly CalendarEntry[];
  /** The days between which every one is blacked out, where the plan had to stop. */
  readonly blocked: Blocked | null;
}

export interface ProgrammeSettings {
  readonly cadence: Cadence;
  readonly blackouts: readonly StoredBlackout[];
}

export interface Approval {
  /** The first proposal of the calendar, as the page showed it. */
  readonly code: string;
  readonly opensOn: CalendarDate;
  readonly override?: { readonly reason: string };
}

export type ApprovalRefusal =
  | 'another-round-is-waiting'
  | 'already-approved'
  | 'plan-has-changed'
  | 'unit-not-written'
  | 'day-has-passed'
  | 'override-needs-a-person'
  | 'reason-too-short'
  | 'window-blacked-out'
  | OpeningRefusal;

/** The long-term plan: the cadence, the black-outs, which round comes when, and who said yes to it. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly programme: ProgrammeRepository,
    private readonly rounds: RoundsRepository,
    private readonly curriculum: CurriculumService,
    private readonly audit: AuditLog,
    private readonly work: UnitOfWork,
  ) {}

  async settings(): Promise<ProgrammeSettings> {
    return { cadence: await this.programme.cadence(), blackouts: await this.programme.blackouts() };
  }

  async saveCadence(ctx: Context, cadence: Cadence): Promise<Outcome<Cadence, CadenceRefusal>> {
    const allowed = cadenceAllowed(cadence);
    if (!allowed.ok) return allowed;
    await this.work.run(async () => {
      const before = await this.programme.cadence();
      await this.programme.saveCadence(cadence, ctx.now);
      await this.audit.record(ctx, { action: 'cadence.changed', subject: PROGRAMME, detail: { before, after: cadence } });
    });
    return allowed;
  }

  async addBlackout(ctx: Context, blackout: Blackout): Promise<Outcome<Blackout, BlackoutRefusal | 'already-blacked-out'>> {
    const allowed = blackoutAllowed(blackout);
    if (!allowed.ok) return allowed;
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const { fromOn, untilOn, reason } = allowed.value;
      const before = await this.programme.blackouts();
      if (before.some((one) => one.fromOn === fromOn && one.untilOn === untilOn && one.reason === reason))
        return refused('already-blacked-out');
      const id = await this.programme.addBlackout(allowed.value);
      await this.audit.record(ctx, { action: 'blackout.added', subject: { type: 'blackout', id }, detail: { ...allowed.value } });
      return allowed;
    });
  }

  async removeBlackout(ctx: Context, id: string): Promise<Outcome<Blackout, 'no-such-blackout' | 'already-removed'>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const removed = await this.programme.removeBlackout(id);
      if (!removed)
        return refused((await this.audit.tells('blackout.removed', { type: 'blackout', id })) ? 'already-removed' : 'no-such-blackout');
      await this.audit.record(ctx, { action: 'blackout.removed', subject: { type: 'blackout', id }, detail: { ...removed } });
      return done(removed);
    });
  }

  /** Rounds of the past and the present, then the proposals: `years` from today, or from the day asked for. */
  async plan(ctx: Context, years: number, from?: CalendarDate): Promise<Calendar> {
    const stored = await this.rounds.all();
    const plan = planRounds(
      await this.request(stored.length === 0 && from !== undefined ? from : ctx.today),
      addMonths(from ?? ctx.today, years * 12),
    );
    const titles = new Map((await this.curriculum.units()).map(({ unit, title }) => [unit, title]));
    const rounds: CalendarEntry[] = [
      ...stored.map((round) => ({
        ...round,
        unitNumber: numberOf(round.unit),
        written: true,
        state: stateOf(round),
        title: titles.get(round.unit) ?? null,
      })),
      ...plan.rounds.map((round) => ({ ...round, id: null, state: 'proposed' as const, title: titles.get(round.unit) ?? null })),
    ];
    return { rounds: rounds.filter((round) => from === undefined || round.opensOn >= from), blocked: plan.blocked };
  }

  /** What the rule proposes after the rounds that exist, and what it was worked out from. */
  async nextProposal(
    ctx: Context,
  ): Promise<{ readonly request: PlanRequest; readonly proposal: Outcome<PlannedRound, 'window-blacked-out'> }> {
    const request = await this.request(ctx.today);
    return { request, proposal: nextRound(request) };
  }

  async approveRound(ctx: Context, { code, opensOn, override }: Approval): Promise<Outcome<StoredRound, ApprovalRefusal>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const { request, proposal } = await this.nextProposal(ctx);
      const waiting = await this.rounds.waiting();
      if (waiting?.code === code && waiting.opensOn === opensOn) return refused('already-approved', { code });
      if (waiting !== null) return refused('another-round-is-waiting');
      if (!proposal.ok) return proposal;
      if (proposal.value.code !== code) return refused('plan-has-changed');
      if (!proposal.value.written) return refused('unit-not-written', { number: proposal.value.unitNumber });
      if (opensOn < ctx.today) return refused('day-has-passed');
      const named = overrideBy(ctx.actor, override?.reason);
      if (!named.ok) return named;
      const allowed = openingAllowed(lastOpening(request.known), request.blackouts, opensOn, named.value);
      if (!allowed.ok) return allowed;
      return done(await this.storeApproved(ctx, onAnotherDay(proposal.value, opensOn, request), allowed.value));
    });
  }

  /** Inside a unit of work: the proposal becomes a round, approved by whoever acts. */
  async storeApproved(ctx: Context, round: PlannedRound, override: Override | null): Promise<StoredRound> {
    const stored = {
      id: newId<'round'>(),
      kind: 'company' as const,
      code: round.code,
      unit: round.unit,
      editionId: null,
      opensOn: round.opensOn,
      dueOn: round.dueOn,
      closesOn: round.closesOn,
      gapMonths: round.gapMonths,
      reasons: round.reasons,
      approvedAt: ctx.now,
      approvedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      overrideReason: override?.reason ?? null,
      overrideBy: override?.by ?? null,
    };
    await this.rounds.insert({ ...stored, proposedAt: ctx.now });
    const detail = {
      code: round.code,
      unit: round.unit,
      opensOn: round.opensOn,
      gapMonths: round.gapMonths,
      override: override?.reason ?? null,
    };
    await this.audit.record(ctx, { action: 'round.approved', subject: { type: 'round', id: stored.id }, detail });
    return { ...stored, openedAt: null, openedBy: null, closedAt: null };
  }

  /** Takes an approval back while nothing has happened in the round. */
  async withdrawApproval(ctx: Context, id: RoundId): Promise<Outcome<undefined, 'no-such-round' | 'already-withdrawn' | 'already-open'>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const round = await this.rounds.byId(id);
      if (!round)
        return refused((await this.audit.tells('round.withdrawn', { type: 'round', id })) ? 'already-withdrawn' : 'no-such-round');
      if (!(await this.rounds.removeUnopened(id))) return refused('already-open', { code: round.code });
      const { code, unit, opensOn } = round;
      await this.audit.record(ctx, { action: 'round.withdrawn', subject: { type: 'round', id }, detail: { code, unit, opensOn } });
      return done();
    });
  }

  private async request(from: CalendarDate): Promise<PlanRequest> {
    const { cadence, blackouts } = await this.settings();
    const units = await this.curriculum.units();
    return {
      cadence,
      blackouts,
      units: units.map(({ unit }) => ({ unit, number: numberOf(unit) })),
      known: await this.rounds.all(),
      from,
    };
  }
}

const PROGRAMME = { type: 'programme', id: 'programme' };
