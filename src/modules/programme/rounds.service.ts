import { Injectable } from '@nestjs/common';
import { addDays, type CalendarDate, latest, monthsBetween } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { EditionId, RoundId } from '#kernel/id';
import { done, refused, type Outcome } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { AssignmentsService } from './assignments.service';
import { CalendarService } from './calendar.service';
import { LedgerReadModel } from './data/ledger.read-model';
import { ProgrammeRepository } from './data/programme.repository';
import { RoundsRepository, type StoredRound } from './data/rounds.repository';
import type { LedgerCounts } from './domain/ledger';
import { datesOf, lastOpening, type PlannedRound } from './domain/plan';
import { WelcomeService } from './welcome.service';
import { isDueToClose, isDueToOpen, openingAllowed, overrideBy, type OpeningRefusal, type Override } from './domain/round';

export type OpenRefusal =
  | 'no-such-round'
  | 'already-open'
  | 'unit-not-written'
  | 'unit-not-published'
  | 'override-needs-a-person'
  | 'reason-too-short'
  | OpeningRefusal;

export interface Opened {
  readonly id: RoundId;
  readonly code: string;
  readonly unit: string;
  readonly assigned: number;
}

export interface Closed {
  readonly id: RoundId;
  readonly code: string;
  readonly ledger: LedgerCounts;
}

/** Opens a round to everybody on the roster in one transaction, and closes it with its ledger. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly programme: ProgrammeRepository,
    private readonly calendar: CalendarService,
    private readonly assignments: AssignmentsService,
    private readonly welcome: WelcomeService,
    private readonly ledgers: LedgerReadModel,
    private readonly curriculum: CurriculumService,
    private readonly audit: AuditLog,
    private readonly work: UnitOfWork,
  ) {}

  /** A round by its id, its code (`2027-1`) or the folder of its unit. */
  async find(ref: string): Promise<StoredRound | null> {
    const welcome = await this.rounds.welcome();
    return [...(welcome ? [welcome] : []), ...(await this.rounds.all())].find((round) => named(round, ref)) ?? null;
  }

  /** Opening the calendar's first proposal approves it too: whoever opens it has said yes. */
  async openRound(
    ctx: Context,
    ref: string,
    { override }: { override?: { readonly reason: string } } = {},
  ): Promise<Outcome<Opened, OpenRefusal>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const by = overrideBy(ctx.actor, override?.reason);
      if (!by.ok) return by;
      const found = await this.find(ref);
      if (found?.openedAt) return refused('already-open', { code: found.code });
      const planned = found ? done(found) : await this.proposalNamed(ctx, ref);
      if (!planned.ok) return planned;
      const permit = await this.permit(ctx, found, by.value);
      if (!permit.ok) return permit;
      const edition = await this.curriculum.latestEdition(planned.value.unit);
      if (!edition) return refused('unit-not-published', { unit: planned.value.unit });
      const round = 'id' in planned.value ? planned.value : await this.calendar.storeApproved(ctx, planned.value, null);
      return this.open(ctx, round, edition.id, permit.value);
    });
  }

  /** Freezes where everybody stood. People may still finish; the numbers of the round do not move any more. */
  async closeRound(ctx: Context, ref: string): Promise<Outcome<Closed, 'no-such-round' | 'not-open' | 'already-closed'>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const round = await this.find(ref);
      if (!round) return refused('no-such-round');
      if (round.closedAt !== null) return refused('already-closed', { code: round.code });
      return this.close(ctx, round, ctx.today);
    });
  }

  /**
   * Opens what is approved and due, then closes what is past its day. In this order, because opening closes the round before it:
   * so there is no moment without an open round.
   */
  async openDueRounds(ctx: Context): Promise<number> {
    let handled = 0;
    for (const round of await this.rounds.all())
      if (isDueToOpen(round, ctx.today) && (await this.openRound(ctx, round.id)).ok) handled += 1;
    for (const round of await this.rounds.all())
      if (isDueToClose(round, ctx.today) && (await this.closeRound(ctx, round.id)).ok) handled += 1;
    return handled;
  }

  async isPublished(unit: string): Promise<boolean> {
    return (await this.curriculum.latestEdition(unit)) !== null;
  }

  /** Whether the rule lets this round open today. An override given at the approval holds for the day that was approved, not for an earlier one. */
  async permit(ctx: Context, round: StoredRound | null, override: Override | null): Promise<Outcome<Override | null, OpeningRefusal>> {
    const opened = (await this.rounds.all()).filter((other) => other.openedAt !== null);
    const kept = round !== null && round.opensOn <= ctx.today ? overrideOf(round) : null;
    return openingAllowed(lastOpening(opened), await this.programme.blackouts(), ctx.today, override ?? kept);
  }

  private async proposalNamed(ctx: Context, ref: string): Promise<Outcome<PlannedRound, 'no-such-round' | 'unit-not-written'>> {
    const { proposal } = await this.calendar.nextProposal(ctx);
    if (!proposal.ok || !named(proposal.value, ref) || (await this.rounds.waiting()) !== null) return refused('no-such-round');
    return proposal.value.written ? proposal : refused('unit-not-written', { number: proposal.value.unitNumber });
  }

  /** Whoever came since anybody last looked at the clock is in the round's last ledger too. */
  private async close(ctx: Context, round: StoredRound, lastDay: CalendarDate): Promise<Outcome<Closed, 'not-open'>> {
    if (!(await this.rounds.claimClosing(round.id, ctx.now))) return refused('not-open', { code: round.code });
    const day = { on: lastDay, endsAt: ctx.now, isOver: false };
    await this.assignments.catchUp({ ...ctx, today: lastDay }, round, await this.ledgers.unaccounted(round, day));
    const ledger = await this.ledgers.counts(round, day);
    await this.rounds.freezeLedger(round.id, ledger);
    await this.audit.record(ctx, {
      action: 'round.closed',
      subject: { type: 'round', id: round.id },
      detail: { code: round.code, ...ledger },
    });
    return done({ id: round.id, code: round.code, ledger });
  }

  private async open(
    ctx: Context,
    round: StoredRound,
    editionId: EditionId,
    override: Override | null,
  ): Promise<Outcome<Opened, 'already-open'>> {
    const before = await this.rounds.open();
    const facts = await this.factsOfToday(ctx, round);
    const by = override ?? overrideOf(round);
    const openedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const claimed = await this.rounds.claimOpening(
      round.id,
      { ...facts, editionId, overrideReason: by?.reason ?? null, overrideBy: by?.by ?? null, openedBy },
      ctx.now,
    );
    if (!claimed) return refused('already-open', { code: round.code });
    // Whoever starts today has the new round, and not the one before as well.
    const yesterday = addDays(ctx.today, -1);
    for (const previous of before) await this.close(ctx, previous, latest(previous.opensOn, yesterday));
    await this.welcome.begin(ctx);
    const assigned = await this.assignments.assignEverybody(ctx, { id: round.id, kind: round.kind, ...facts });
    const detail = {
      code: round.code,
      unit: round.unit,
      editionId,
      assigned,
      gapMonths: facts.gapMonths,
      override: override?.reason ?? null,
    };
    await this.audit.record(ctx, { action: 'round.opened', subject: { type: 'round', id: round.id }, detail });
    return done({ id: round.id, code: round.code, unit: round.unit, assigned });
  }

  /** Until a round opens its dates are a plan; the day of the opening is what the cadence counts from. */
  private async factsOfToday(
    ctx: Context,
    round: StoredRound,
  ): Promise<Pick<StoredRound, 'opensOn' | 'dueOn' | 'closesOn' | 'gapMonths' | 'reasons'>> {
    const { cadence, blackouts } = await this.calendar.settings();
    const previous = lastOpening((await this.rounds.all()).filter((other) => other.openedAt !== null));
    const gapMonths = previous === null ? null : monthsBetween(previous, ctx.today);
    if (round.opensOn === ctx.today) {
      const { opensOn, dueOn, closesOn, reasons } = round;
      return { opensOn, dueOn, closesOn, gapMonths, reasons };
    }
    const reasons = [...round.reasons, { code: 'opened-on-another-day', planned: round.opensOn } as const];
    return { opensOn: ctx.today, ...datesOf(cadence, blackouts, ctx.today), gapMonths, reasons };
  }
}

function overrideOf({ overrideReason: reason, overrideBy: by }: StoredRound): Override | null {
  return reason !== null && by !== null ? { reason, by } : null;
}

function named(round: { readonly id?: RoundId; readonly code: string; readonly unit: string }, ref: string): boolean {
  return round.id === ref || round.code === ref || round.unit === ref;
}
