import { Readable } from 'node:stream';
import { Controller, Get, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { nameInFile } from '#kernel/name-in-file';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { CompletionReport, type ReportFormat } from '../completion-report.service';
import { CoverageService } from '../coverage.service';
import { CoverageReadModel } from '../data/coverage.read-model';
import { shareOf } from '../domain/bar';
import { PLACES } from '../domain/place';
import { dayOf } from '../domain/round-day';
import { totalOf } from '../domain/tally';
import { csvOf } from '../report-csv';
import { groupsOf } from './coverage.view';
import { PeopleAsked } from './people-asked';
import { dateIn, dimensionIn, type Query as Asked, textIn } from './question';
import { sayer } from './say';

@Controller()
export class CoverageFilesController {
  constructor(
    private readonly asked: PeopleAsked,
    private readonly rounds: CoverageService,
    private readonly coverage: CoverageReadModel,
    private readonly views: ViewEngine,
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

  /** The table of the groups as the page shows it, with every standing in a column of its own. */
  @Get('coverage/groups.csv')
  @Requires('reports.read')
  async groups(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const round = await this.rounds.round(textIn(query, 'round'));
    const day = round.ok ? dayOf(round.value, ctx.today, ctx.zone, dateIn(query, 'on')) : null;
    if (!round.ok || day === null) throw new NotFound('no such round, or not opened');
    const by = dimensionIn(query);
    const say = sayer(this.views, ctx.locale);
    const rows = groupsOf({ groups: await this.coverage.groups(day, by), by, locale: ctx.locale }, say).map(({ name, tally }) => [
      name,
      totalOf(tally),
      ...PLACES.map((place) => tally[place]),
      shareOf(tally.completed, totalOf(tally)),
    ]);
    const headings = [
      say(`coverage.groups.${by}`),
      say('coverage.ledger.people'),
      ...PLACES.map((place) => say(`place.${place}`)),
      `${say('coverage.groups.share')} (%)`,
    ];
    const name = say('coverage.groups.name', {
      by: nameInFile(say(`coverage.by.${by}`)).toLowerCase(),
      round: round.value.code,
      on: day.on,
    });
    return download({ name: `${name}.csv`, type: 'text/csv; charset=utf-8', body: csvOf(headings, Readable.from([rows]), ctx.locale) });
  }

  private async file(ctx: Context, query: Asked, format: ReportFormat): Promise<Reply> {
    const { filter, scope } = await this.asked.of(ctx, query);
    const asked = { round: textIn(query, 'round'), on: dateIn(query, 'on'), filter, called: scope };
    const file = await this.report.file(ctx, asked, format);
    if (!file.ok) throw new NotFound(file.refusal);
    return download(file.value);
  }
}
