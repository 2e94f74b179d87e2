import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type DiplomaId, newReadableCode } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Config } from '#platform/config/config';
import { Diplomas } from './data/diplomas.repository';
import { codeOf, CODE_LENGTH, type DiplomaCode } from './domain/code';
import type { Holder, Snapshot } from './domain/diploma';
import { readSnapshot } from './domain/read-snapshot';
import type { RevocationReason } from './domain/revocation';
import { DiplomaRegister } from './diploma-register';

/** What may still happen to a diploma: another takes its place, or it is taken back. What it said stays readable for ever. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly diplomas: Diplomas,
    private readonly register: DiplomaRegister,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Issues the same diploma with the holder's right name; the old code says from now on by which it was replaced. */
  replace(
    ctx: Context,
    id: DiplomaId,
    name: Pick<Holder, 'givenName' | 'familyName'>,
    reason: string,
  ): Promise<Outcome<{ readonly id: DiplomaId; readonly code: DiplomaCode }, 'not-there' | 'already-replaced' | 'same-name'>> {
    return this.work.run(async () => {
      const old = await this.diplomas.byId(id);
      if (old === null) return refused('not-there');
      if (old.supersededAt !== null) return refused('already-replaced');
      const frozen = readSnapshot(old.snapshot);
      const isSame = frozen.holder.givenName === name.givenName && frozen.holder.familyName === name.familyName;
      if (isSame && old.revokedAt === null) return refused('same-name');
      const { personId, accredits, completionId, editionId } = old;
      const snapshot = this.anew(ctx, frozen, name);
      const [replacing] = await this.register.enter(ctx, [
        { personId, accredits, issue: old.issue + 1, completionId, editionId, snapshot },
      ]);
      if (!replacing || !(await this.diplomas.supersede(id, replacing, reason, ctx.now))) return refused('already-replaced');
      await this.audit.record(ctx, {
        action: 'diploma.replaced',
        subject: { type: 'diploma', id },
        detail: { person: personId, by: replacing, reason },
      });
      return done({ id: replacing, code: snapshot.code });
    });
  }

  /** Its code keeps answering, and says that it is revoked, when, and for which kind of reason. */
  revoke(
    ctx: Context,
    id: DiplomaId,
    reason: RevocationReason,
    note: string | null,
  ): Promise<Outcome<undefined, 'not-there' | 'already-revoked'>> {
    return this.work.run(async () => {
      const diploma = await this.diplomas.byId(id);
      if (diploma === null) return refused('not-there');
      if (!(await this.diplomas.revoke(id, reason, note, ctx.now))) return refused('already-revoked');
      await this.audit.record(ctx, {
        action: 'diploma.revoked',
        subject: { type: 'diploma', id },
        detail: { person: diploma.personId, reason, note },
      });
      return done();
    });
  }

  private anew(ctx: Context, frozen: Snapshot, name: Pick<Holder, 'givenName' | 'familyName'>): Snapshot {
    const code = codeOf(newReadableCode(CODE_LENGTH));
    return {
      ...frozen,
      code,
      holder: { ...frozen.holder, ...name },
      issuedOn: ctx.today,
      verifyAt: `${this.config.publicUrl}/verify/${code}`,
    };
  }
}
