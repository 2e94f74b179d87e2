import { Controller, Get, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, redirect, type Reply } from '#platform/http/reply';
import { CompletionReport, type ReportFormat } from '../completion-report.service';
import type { Query as Asked } from './question';
import { CHOOSE_A_SUPPLIER, SupplierScopes } from './supplier-scope';

@Controller('supplier')
@Requires('supplier')
export class SupplierFilesController {
  constructor(
    private readonly scopes: SupplierScopes,
    private readonly report: CompletionReport,
  ) {}

  @Get('report.csv')
  csv(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.file(ctx, query, 'csv');
  }

  @Get('report.xlsx')
  xlsx(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.file(ctx, query, 'xlsx');
  }

  private async file(ctx: Context, query: Asked, format: ReportFormat): Promise<Reply> {
    const scope = await this.scopes.of(ctx, query);
    if (scope === null) return redirect(CHOOSE_A_SUPPLIER);
    const file = await this.report.file(ctx, { whose: scope.whose }, format);
    if (!file.ok) throw new NotFound(file.refusal);
    return download(file.value);
  }
}
