import { Controller, Get, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, type Reply } from '#platform/http/reply';
import { CompletionReport, type ReportFormat } from '../completion-report.service';
import { PeopleAsked } from './people-asked';
import { dateIn, type Query as Asked, textIn } from './question';

@Controller()
export class CoverageFilesController {
  constructor(
    private readonly asked: PeopleAsked,
    private readonly report: CompletionReport,
  ) {}

  @Get('coverage.csv')
  @Requires('reports.read')
  csv(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.file(ctx, query, 'csv');
  }

  @Get('coverage.xlsx')
  @Requires('reports.read')
  xlsx(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.file(ctx, query, 'xlsx');
  }

  private async file(ctx: Context, query: Asked, format: ReportFormat): Promise<Reply> {
    const { filter, scope } = await this.asked.of(ctx, query);
    const asked = { round: textIn(query, 'round'), on: dateIn(query, 'on'), filter, called: scope };
    const file = await this.report.file(ctx, asked, format);
    if (!file.ok) throw new NotFound(file.refusal);
    return download(file.value);
  }
}
