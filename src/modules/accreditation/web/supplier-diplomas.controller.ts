import { Controller, Get, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type SupplierId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { redirect, type Reply } from '#platform/http/reply';
import { TeamDiplomasReadModel } from '../data/team-diplomas.read-model';
import { type Asked, downloadAddress, textIn } from './asked';
import { DiplomaDownloads } from './diploma-downloads';

@Controller('supplier')
@Requires('supplier')
export class SupplierDiplomasController {
  constructor(
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly downloads: DiplomaDownloads,
  ) {}

  /** The diplomas of the people who are here through the own suppliers today. HR names the supplier. */
  @Get('diplomas.zip')
  async zip(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const asked = textIn(query, 'supplier');
    if (asked === null && isHr(ctx) && !coordinates(ctx)) return redirect('/coverage?by=supplier#groups');
    const supplierIds = await this.suppliersFor(ctx, asked);
    const from = asked === null ? '/supplier' : `/supplier?supplier=${asked}`;
    const round = textIn(query, 'round');
    const many = downloadAddress({ whose: coordinates(ctx) ? 'suppliers' : 'everybody', supplier: asked, round });
    return this.downloads.zip(ctx, { managerId: null, supplierIds, round }, { from, many });
  }

  private async suppliersFor({ actor }: Context, asked: string | null): Promise<readonly SupplierId[]> {
    if (actor.kind !== 'person') throw new NotFound();
    const supplierId = asked as SupplierId | null;
    if (supplierId === null ? actor.supplierIds.length > 0 : actor.supplierIds.includes(supplierId))
      return supplierId === null ? actor.supplierIds : [supplierId];
    const isThere = isHr({ actor }) && supplierId !== null && isId(supplierId) && (await this.diplomas.exists('supplier', supplierId));
    if (!isThere) throw new NotFound("not this person's supplier");
    return [supplierId];
  }
}

const isHr = ({ actor }: Pick<Context, 'actor'>): boolean => actor.kind === 'person' && actor.roles.includes('hr');
const coordinates = ({ actor }: Context): boolean => actor.kind === 'person' && actor.supplierIds.length > 0;
