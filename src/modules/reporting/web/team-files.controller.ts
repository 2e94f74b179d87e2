import { Controller, Get, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, type Reply } from '#platform/http/reply';
import { CompletionReport, type ReportFormat } from '../completion-report.service';
import type { Query as Asked } from './question';
import { TeamScopes } from './team-scope';

@Controller('team')
export class TeamFilesController {
  constructor(
    private readonly scopes: TeamScopes,
    private readonly report: CompletionReport,
  ) {}

  @Get('report.csv')
  @Requires('team')
  csv(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.file(ctx, query, 'csv');
  }

  @Get('report.xlsx')
  @Requires('team')
  xlsx(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.file(ctx, query, 'xlsx');
  }

  private async file(ctx: Context, query: Asked, format: ReportFormat): Promise<Reply> {
    const { whose } = await this.scopes.of(ctx, query);
    const file = await this.report.file(ctx, { whose }, format);
    if (!file.ok) throw new NotFound(file.refusal);
    return download(file.value);
  }
}
