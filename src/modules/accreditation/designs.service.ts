import { Injectable } from '@nestjs/common';
import { actingPerson, type Context } from '#kernel/context';
import { type DiplomaDesignId, newId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Designs } from './data/designs.repository';
import { Diplomas } from './data/diplomas.repository';
import { hashOf } from './domain/diploma';
import { type DesignContent, type DiplomaDesign, FIRST_DESIGN } from './domain/diploma-design';

type Refusal = 'not-there' | 'not-a-draft';

/** Designs of diplomas: drafted, changed, approved. A draft issues nothing, and what was issued keeps its looks. */
@Injectable()
export class DesignsService {
  constructor(
    private readonly designs: Designs,
    private readonly diplomas: Diplomas,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  find(id: DiplomaDesignId): Promise<DiplomaDesign | null> {
    return this.designs.byId(id);
  }

  /** A new draft: of that design, or else of the one in use. */
  draft(ctx: Context, from: DiplomaDesignId | null): Promise<Outcome<DiplomaDesignId, 'not-there'>> {
    return this.work.run(async () => {
      const model = from === null ? ((await this.designs.inUse()) ?? FIRST_DESIGN) : await this.designs.byId(from);
      if (model === null) return refused('not-there');
      const id = newId<'diploma-design'>();
      const fresh = { id, createdAt: ctx.now, createdBy: actingPerson(ctx), approvedAt: null, approvedBy: null, retiredAt: null };
      const number = await this.designs.add({ ...contentOf(model), ...fresh });
      await this.audit.record(ctx, { action: 'diploma-design.drafted', subject: subjectOf(id), detail: { number, from } });
      return done(id);
    });
  }

  change(ctx: Context, id: DiplomaDesignId, content: DesignContent, pictures: readonly Buffer[]): Promise<Outcome<undefined, Refusal>> {
    return this.onDraft(id, async () => {
      if (!(await this.designs.change(id, content))) return refused('not-a-draft');
      for (const bytes of pictures) await this.diplomas.keepPicture(hashOf(bytes), bytes);
      await this.audit.record(ctx, { action: 'diploma-design.changed', subject: subjectOf(id), detail: { ...content } });
      return done();
    });
  }

  /** From now on diplomas are issued in this design. */
  approve(ctx: Context, id: DiplomaDesignId): Promise<Outcome<undefined, Refusal>> {
    return this.onDraft(id, async ({ number }) => {
      if (!(await this.designs.approve(id, actingPerson(ctx), ctx.now))) return refused('not-a-draft');
      await this.audit.record(ctx, { action: 'diploma-design.approved', subject: subjectOf(id), detail: { number } });
      return done();
    });
  }

  discard(ctx: Context, id: DiplomaDesignId): Promise<Outcome<undefined, Refusal>> {
    return this.onDraft(id, async ({ number }) => {
      if (!(await this.designs.discard(id, ctx.now))) return refused('not-a-draft');
      await this.audit.record(ctx, { action: 'diploma-design.discarded', subject: subjectOf(id), detail: { number } });
      return done();
    });
  }

  private onDraft(
    id: DiplomaDesignId,
    act: (design: DiplomaDesign) => Promise<Outcome<undefined, Refusal>>,
  ): Promise<Outcome<undefined, Refusal>> {
    return this.work.run(async () => {
      const design = await this.designs.byId(id);
      return design === null ? refused('not-there') : act(design);
    });
  }
}

const subjectOf = (id: DiplomaDesignId) => ({ type: 'diploma-design', id });

const contentOf = ({ template, paper, hue, logoHash, sealHash, signatories, wording }: DesignContent): DesignContent => ({
  template,
  paper,
  hue,
  logoHash,
  sealHash,
  signatories,
  wording,
});
