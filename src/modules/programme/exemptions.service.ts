import { Injectable } from '@nestjs/common';
import { actingPerson, type Context } from '#kernel/context';
import { type ExemptionId, newId, type PersonId, type RoundId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { AssignmentsService } from './assignments.service';
import { ProgrammeRepository } from './data/programme.repository';
import { Reasons } from './data/reasons.repository';
import { type Exemption, exemptionAllowed, type ExemptionRefusal, type ExemptionSpan } from './domain/exemption';

/** Lets somebody off a round, with a reason, evidence and somebody who answers for it. It ends by itself. */
@Injectable()
export class ExemptionsService {
  constructor(
    private readonly reasons: Reasons,
    private readonly assignments: AssignmentsService,
    private readonly programme: ProgrammeRepository,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  find(id: ExemptionId): Promise<Exemption | null> {
    return this.reasons.exemption(id);
  }

  /** Oldest first, without the revoked ones. */
  of(personId: PersonId, roundId: RoundId): Promise<Exemption[]> {
    return this.reasons.liveExemptions(personId, roundId);
  }

  async grant(
    ctx: Context,
    personId: PersonId,
    roundId: RoundId,
    span: ExemptionSpan,
  ): Promise<Outcome<ExemptionId, ExemptionRefusal | 'no-assignment'>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const facts = await this.reasons.factsOf(personId, roundId);
      if (!facts) return refused('no-assignment');
      const live = await this.reasons.liveExemptions(personId, roundId);
      const allowed = exemptionAllowed(span, { ...facts, isOwn: actingPerson(ctx) === personId, live });
      if (!allowed.ok) return allowed;
      const id = newId<'exemption'>();
      const { reasonCode, evidence, fromOn, untilOn } = allowed.value;
      const by = { grantedAt: ctx.now, grantedBy: actingPerson(ctx), revokedAt: null, revokedBy: null };
      await this.reasons.addExemption({ id, personId, roundId, reasonCode, evidence, fromOn, untilOn, ...by });
      await this.settle(ctx, personId, 'exemption.granted', { exemption: id, round: roundId, reasonCode, evidence, fromOn, untilOn });
      return done(id);
    });
  }

  async revoke(ctx: Context, id: ExemptionId): Promise<Outcome<ExemptionId, 'no-such-exemption'>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const exemption = await this.reasons.exemption(id);
      if (!exemption || !(await this.reasons.revokeExemption(id, actingPerson(ctx), ctx.now))) return refused('no-such-exemption');
      await this.settle(ctx, exemption.personId, 'exemption.revoked', { exemption: id, round: exemption.roundId });
      return done(id);
    });
  }

  private async settle(ctx: Context, personId: PersonId, action: string, detail: object): Promise<void> {
    await this.audit.record(ctx, { action, subject: { type: 'person', id: personId }, detail: { ...detail } });
    await this.assignments.settle(ctx, [personId], 'exemption');
  }
}
