import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actingPerson, type Context } from '#kernel/context';
import type { AssignmentId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { together } from '#kernel/together';
import { AuditLog } from '#modules/audit';
import { type RosterFollower, RosterFollowers } from '#modules/people';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { AssignmentsRepository, type People, type Stretch } from './data/assignments.repository';
import { EarlierDues } from './data/earlier-dues.repository';
import { ProgrammeRepository } from './data/programme.repository';
import { RoundsRepository } from './data/rounds.repository';
import { assignmentsOwed, rosterOf, settle } from './domain/assignment';
import type { EventCause } from './domain/assignment-event';
import type { RoundTerms } from './domain/due-date';
import { earlierDues } from './domain/earlier-due';
import type { Round } from './domain/round';
import { WelcomeService } from './welcome.service';

export interface Settled {
  readonly assigned: number;
  readonly amended: number;
  readonly withdrawn: number;
}

/** Keeps the stored assignments equal to what the rule owes, in the transaction of each change and once more every night. */
@Injectable()
export class AssignmentsService implements RosterFollower, OnModuleInit {
  constructor(
    private readonly followers: RosterFollowers,
    private readonly assignments: AssignmentsRepository,
    private readonly earlier: EarlierDues,
    private readonly rounds: RoundsRepository,
    private readonly welcome: WelcomeService,
    private readonly programme: ProgrammeRepository,
    private readonly audit: AuditLog,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.followers.add(this);
  }

  /** Joiners get the open round, leavers are marked as left, returners go on: with the change of the roster, or not at all. */
  rosterChanged(ctx: Context, personIds: readonly PersonId[]): Promise<void> {
    return this.settle(ctx, personIds, 'roster');
  }

  /** Whatever touches only some people: the rule is applied to them again, and what it changes says what had happened. */
  async settle(ctx: Context, personIds: readonly PersonId[], cause: EventCause): Promise<void> {
    await this.work.run(async () => {
      await this.programme.queue(ctx.now);
      for (const round of await this.rounds.assigning()) {
        let total = NOTHING;
        for (const people of this.assignments.these(personIds)) total = sum(total, await this.settleSome(ctx, round, people, cause));
        await this.recordSettled(ctx, round, total);
      }
      if (cause === 'roster') for (const people of this.assignments.these(personIds)) await this.withdrawFromClosed(ctx, people.ids);
    });
  }

  /** Whole company, stretch by stretch, so that nobody else waits long. Returns how many assignments it had to touch. */
  async reconcile(ctx: Context): Promise<number> {
    let touched = 0;
    await this.work.run(async () => {
      await this.programme.queue(ctx.now);
      await this.welcome.begin(ctx);
    });
    for await (const people of this.assignments.everybody()) {
      const settled = await this.work.run(async () => {
        await this.programme.queue(ctx.now);
        let stretch = NOTHING;
        for (const round of await this.rounds.assigning()) {
          const one = await this.settleDoubtful(ctx, round, people);
          await this.recordSettled(ctx, round, one);
          stretch = sum(stretch, one);
        }
        return stretch;
      });
      touched += settled.assigned + settled.amended + settled.withdrawn;
    }
    return touched;
  }

  /** Inside the unit of work that opens the round. */
  async assignEverybody(ctx: Context, round: OpenRound): Promise<number> {
    let total = NOTHING;
    for await (const people of this.assignments.everybody()) total = sum(total, await this.settleSome(ctx, round, people, 'opening'));
    return total.assigned;
  }

  /** Inside a unit of work: what the clock has changed for these people in one round. */
  async catchUp(ctx: Context, round: OpenRound, personIds: readonly PersonId[]): Promise<void> {
    let total = NOTHING;
    for (const people of this.assignments.these(personIds)) total = sum(total, await this.settleSome(ctx, round, people, 'clock'));
    await this.recordSettled(ctx, round, total);
  }

  /** True when this was the first start. */
  recordStart(id: AssignmentId, at: Instant): Promise<boolean> {
    return this.work.run(() => this.assignments.recordStart(id, at));
  }

  /** True when this was the first completion; it is never moved. */
  recordCompletion(id: AssignmentId, at: Instant): Promise<boolean> {
    return this.work.run(() => this.assignments.recordCompletion(id, at));
  }

  /** Nothing is asked about those of whom one query sees that they are right. */
  private async settleDoubtful(ctx: Context, round: OpenRound, people: Stretch): Promise<Settled> {
    const ids = await this.assignments.doubtful(people, round, ctx.today);
    return ids.length === 0 ? NOTHING : this.settleSome(ctx, round, { ids }, 'clock');
  }

  private async settleSome(ctx: Context, round: OpenRound, people: People, cause: EventCause): Promise<Settled> {
    const [spans, circumstances, kept] = await together([
      this.assignments.spans(people, round, ctx.today),
      this.assignments.circumstances(people, round),
      this.assignments.kept(people, round.id),
    ]);
    const steps = settle(assignmentsOwed(round, rosterOf(round, spans, ctx.today, circumstances)), kept);
    const toAssign = steps.flatMap((step) => (step.kind === 'assign' ? [step.owed] : []));
    const toAmend = steps.flatMap((step) => (step.kind === 'amend' ? [step.owed] : []));
    const toWithdraw = steps.flatMap((step) => (step.kind === 'withdraw' ? [step.from.personId] : []));
    const occasion = { at: ctx.now, cause, byId: actingPerson(ctx) };
    const assigned = await this.assignments.assign(round.id, people, toAssign, occasion);
    await this.assignments.amend(round.id, toAmend, occasion);
    await this.assignments.withdraw(round.id, toWithdraw, ctx.today, occasion);
    const completed = new Set(kept.flatMap(({ isCompleted, personId }) => (isCompleted ? [personId] : [])));
    const earlier = earlierDues(round, spans, circumstances, ctx).filter(({ personId }) => !completed.has(personId));
    await this.earlier.keep(round.id, people, earlier);
    return { assigned, amended: toAmend.length, withdrawn: toWithdraw.length };
  }

  /** What turns out later to have been a mistake counts in no ledger of a closed round either, but for the one that was frozen. */
  private async withdrawFromClosed(ctx: Context, personIds: readonly PersonId[]): Promise<void> {
    const occasion = { at: ctx.now, cause: 'roster', byId: actingPerson(ctx) } as const;
    for (const [id, strays] of await this.assignments.neverThere(personIds)) {
      await this.assignments.withdraw(id, strays, ctx.today, occasion);
      await this.recordSettled(ctx, { id }, { ...NOTHING, withdrawn: strays.length });
    }
  }

  private async recordSettled(ctx: Context, round: Pick<Round, 'id'>, { assigned, amended, withdrawn }: Settled): Promise<void> {
    if (assigned + amended + withdrawn === 0) return;
    await this.audit.record(ctx, {
      action: 'assignments.settled',
      subject: { type: 'round', id: round.id },
      detail: { assigned, amended, withdrawn },
    });
  }
}

type OpenRound = Pick<Round, 'id'> & RoundTerms;

const NOTHING: Settled = { assigned: 0, amended: 0, withdrawn: 0 };

function sum(a: Settled, b: Settled): Settled {
  return { assigned: a.assigned + b.assigned, amended: a.amended + b.amended, withdrawn: a.withdrawn + b.withdrawn };
}
