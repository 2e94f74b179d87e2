import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { TranscriptPrinter } from '#modules/accreditation';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { SuppliersReadModel } from '../data/suppliers.read-model';
import { TeamReadModel } from '../data/team.read-model';
import { MemberPage } from './member-page';
import { address, type Query as Asked } from './question';
import { CHOOSE_A_SUPPLIER, SupplierScopes } from './supplier-scope';

/** One of the supplier's people of today. Whoever has gone to another supplier is that one's to see. */
@Controller('supplier/people')
@Requires('supplier')
export class SupplierPersonController {
  constructor(
    private readonly scopes: SupplierScopes,
    private readonly suppliers: SuppliersReadModel,
    private readonly team: TeamReadModel,
    private readonly members: MemberPage,
    private readonly transcripts: TranscriptPrinter,
  ) {}

  @Get(':personId')
  async show(@Ctx() ctx: Context, @Param('personId') id: string, @Query() query: Asked): Promise<Reply> {
    const scope = await this.scopes.of(ctx, query);
    const personId = id as PersonId;
    if (!isId(id)) throw new NotFound('no such person');
    if (scope === null) {
      const view = await this.members.of(ctx, personId, { href: CHOOSE_A_SUPPLIER, label: 'supplier.coverage' });
      return page('reporting/team/member', { ...view, why: `/supplier/people/${id}/why` });
    }
    if (!(await this.team.isTheirs(scope.whose, personId, ctx.today))) throw new NotFound('not theirs');
    const back = { href: address('/supplier', scope.asked), label: 'supplier.back' };
    const view = await this.members.of(ctx, personId, back, scope.whose);
    const coordinates = ctx.actor.kind === 'person' && ctx.actor.supplierIds.length > 0;
    const transcript = address(`/supplier/people/${id}/transcript.pdf`, scope.asked);
    const leavesOn = coordinates ? await this.suppliers.proposedLastDay(personId, scope.whose.supplierIds) : null;
    const leaving = coordinates && leavesOn === null ? `/supplier/requests/leavers/${id}` : null;
    const why = address(`/supplier/people/${id}/why`, scope.asked);
    return page('reporting/team/member', { ...view, transcript, why, leaving, leavesOn });
  }

  @Get(':personId/transcript.pdf')
  async transcript(@Ctx() ctx: Context, @Param('personId') id: string, @Query() query: Asked): Promise<Reply> {
    const scope = await this.scopes.of(ctx, query);
    const isTheirs = isId(id) && (scope === null || (await this.team.isTheirs(scope.whose, id as PersonId, ctx.today)));
    if (!isTheirs) throw new NotFound('not theirs');
    return this.transcripts.handOut(ctx, id as PersonId);
  }
}
