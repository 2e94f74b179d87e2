import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { SuppliersReadModel } from '../data/suppliers.read-model';
import { LinePage } from './line-page';
import type { LineAddress } from './line.view';
import { address, type Query as Asked } from './question';
import { sayer } from './say';
import { CHOOSE_A_SUPPLIER, type SupplierScope, SupplierScopes } from './supplier-scope';
import { supplierView } from './supplier.view';

/** A contractor company's own people in the present round, for whoever coordinates them. */
@Controller('supplier')
@Requires('supplier')
export class SupplierController {
  constructor(
    private readonly scopes: SupplierScopes,
    private readonly lines: LinePage,
    private readonly suppliers: SuppliersReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async show(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const scope = await this.scopes.of(ctx, query);
    if (scope === null) return redirect(CHOOSE_A_SUPPLIER);
    const { view, before } = await this.lines.of(ctx, scope.whose, placeOf(scope), query);
    const proposals = await this.suppliers.proposals(scope.whose.supplierIds);
    const about = supplierView(scope, proposals, ctx.actor, sayer(this.views, ctx.locale));
    return view === null ? page('reporting/supplier/before', { ...about, ...before }) : page('reporting/supplier', { ...about, ...view });
  }

  @Post('reminders')
  async remind(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const scope = await this.scopes.of(ctx, query);
    if (scope === null) return redirect(CHOOSE_A_SUPPLIER);
    return redirect(address('/supplier', scope.asked), await this.lines.remind(ctx, scope.whose));
  }
}

function placeOf({ asked, supplier }: SupplierScope): LineAddress {
  return {
    path: '/supplier',
    asked,
    member: (id) => address(`/supplier/people/${id}`, asked),
    slips: address('/slips', { supplier: supplier?.id ?? null }),
  };
}
