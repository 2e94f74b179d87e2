import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { ProgrammeService } from '#modules/programme';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { JobRunner } from '#platform/jobs/jobs';
import { CompletionsRepository } from './data/completions.repository';
import { type Done, StandingReadModel } from './data/standing.read-model';
import { type Desk, Desks } from './desks.service';
import { turnOf } from './domain/attempt';
import { isComplete, type Plan, type Standing } from './domain/completion';
import type { WorkRefusal } from './domain/permit';

/** Decides completion, in the unit of work of the last thing done. */
@Injectable()
export class CompletionsService {
  constructor(
    private readonly desks: Desks,
    private readonly standings: StandingReadModel,
    private readonly completions: CompletionsRepository,
    private readonly programme: ProgrammeService,
    private readonly jobs: JobRunner,
    private readonly audit: AuditLog,
    private readonly work: UnitOfWork,
  ) {}

  /** True when this completed the unit. `known` is all that has been done, where the caller has just read it. */
  async settle(ctx: Context, desk: Desk, known?: Done): Promise<boolean> {
    const { assignment, edition } = desk;
    const found = known ?? (await this.standings.of(assignment.id));
    const turn = turnOf(found.attempts, edition.test.retryHours, ctx.now);
    if (assignment.completedAt !== null || turn.kind !== 'passed' || !isComplete(standingOf(desk, found, ctx))) return false;
    const { score, total } = turn.attempt;
    const { id: assignmentId, personId, roundId, editionId } = assignment;
    await this.completions.complete({ assignmentId, personId, roundId, editionId, score, total, completedAt: ctx.now });
    await this.programme.recordCompletion(assignmentId, ctx.now);
    await this.audit.record(ctx, {
      action: 'unit.completed',
      subject: { type: 'assignment', id: assignmentId },
      detail: { unit: edition.unit, edition: edition.number, score, total },
    });
    this.jobs.soon('issue-diplomas');
    return true;
  }

  async plan(desk: Desk): Promise<Plan | null> {
    return this.completions.plan(desk.assignment.id);
  }

  /** True in the value when it completed the unit. A completed unit keeps the plan it was completed with. */
  async writePlan(ctx: Context, id: string, plan: Plan): Promise<Outcome<{ completed: boolean }, WorkRefusal | 'already-completed'>> {
    return this.work.run(async () => {
      await this.desks.queue(ctx);
      const { desk, found } = await this.desks.openWithDone(ctx, id);
      if (desk.assignment.completedAt !== null) return refused('already-completed');
      if (desk.refusal) return refused(desk.refusal);
      await this.desks.noteStart(ctx, desk);
      await this.completions.writePlan(desk.assignment.id, plan, ctx.now);
      return done({ completed: await this.settle(ctx, desk, { ...found, planWrittenAt: ctx.now }) });
    });
  }
}

export function standingOf({ edition, text }: Desk, found: Done, ctx: Context): Standing {
  return {
    lessons: text.lessons.length,
    lessonsDone: text.lessons.filter(({ id }) => found.lessons.get(id)?.finishedAt).length,
    testPassed: turnOf(found.attempts, edition.test.retryHours, ctx.now).kind === 'passed',
    planWritten: found.planWrittenAt !== null,
  };
}
