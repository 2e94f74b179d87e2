import { Controller, Get, Param, Query } from '@nestjs/common';
import { isCalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import type { Reply } from '#platform/http/reply';
import { sayDate } from '#platform/i18n/dates';
import { ViewEngine } from '#platform/views/engine';
import { RosterImportsReadModel } from '../data/roster-imports.read-model';
import type { Changes } from '../domain/person-change';
import type { RowProblem } from '../domain/roster-problem';
import { sayProblem } from '../roster-report';
import { restFile } from './rest-file';
import { spreadsheet } from './spreadsheet';
import { rosterTemplate } from './roster-template';

/** More than a file has rows and fields. */
const ALL = 10_000_000;

@Controller('roster')
export class RosterDownloadsController {
  constructor(
    private readonly imports: RosterImportsReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get('template.csv')
  @Requires('roster.read')
  template(@Query('language') language: unknown): Reply {
    const locale = language === 'en' ? 'en' : 'es';
    const { name, rows } = rosterTemplate(locale);
    return spreadsheet(name, rows, locale);
  }

  @Get('imports/:id/refused.csv')
  @Requires('roster.read')
  async refused(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = isId(id) ? await this.imports.find(id) : null;
    if (!found) throw new NotFound();
    return spreadsheet(this.views.say(ctx.locale, 'people.export.file'), this.refusedLines(ctx, id), ctx.locale);
  }

  /** Every row of the file and everybody missing from it, with what happens to them. */
  @Get('imports/:id/rows.csv')
  @Requires('roster.read')
  async rows(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = isId(id) ? await this.imports.find(id) : null;
    if (!found) throw new NotFound();
    return spreadsheet(this.views.say(ctx.locale, 'people.export.all'), this.allLines(ctx, id), ctx.locale);
  }

  /** What an undo left as it was; before it, whoever may undo has the rehearsal's. */
  @Get('imports/:id/kept.csv')
  @Requires('roster.read')
  async kept(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = isId(id) ? await this.imports.find(id) : null;
    if (found?.state !== 'undone') throw new NotFound('not undone');
    return restFile(await this.imports.undoRest(found.id, ALL), ctx, this.views);
  }

  private async *allLines(ctx: Context, id: string): AsyncGenerator<readonly (string | number)[]> {
    const say = (key: string): string => this.views.say(ctx.locale, key);
    yield ['row', 'code', 'name', 'fate', 'changes', 'problems'].map((heading) => say(`people.export.${heading}`));
    for await (const { rowNumber, personCode, name, fate, fields, problems } of this.imports.everyRow(id)) {
      const { changes } = JSON.parse(fields) as { changes: Changes };
      const changed = Object.entries(changes).map(
        ([column, { from, to }]) =>
          `${say(`people.column.${column}`)}: ${asRead(column, from, ctx.locale, say)} → ${asRead(column, to, ctx.locale, say)}`,
      );
      const said = (JSON.parse(problems) as RowProblem[]).map((problem) => {
        const { column, message } = sayProblem(problem, ctx.locale, this.views);
        return `${say(`people.column.${column}`)}: ${message}`;
      });
      yield [rowNumber > 0 ? rowNumber : '', personCode, name, say(`people.export.fates.${fate}`), changed.join('; '), said.join('; ')];
    }
  }

  private async *refusedLines(ctx: Context, id: string): AsyncGenerator<readonly (string | number)[]> {
    yield ['row', 'code', 'name', 'column', 'reason'].map((heading) => this.views.say(ctx.locale, `people.export.${heading}`));
    for await (const { personCode, name, problems } of this.imports.refused(id)) {
      for (const problem of JSON.parse(problems) as RowProblem[]) {
        const { row, column, message } = sayProblem(problem, ctx.locale, this.views);
        yield [row, personCode, name, this.views.say(ctx.locale, `people.column.${column}`), message];
      }
    }
  }
}

/** A value as people read it on the page: days and words, not what the database keeps. */
function asRead(column: string, value: string | null, locale: Locale, say: (key: string) => string): string {
  if (value === null) return '—';
  if (isCalendarDate(value)) return sayDate(locale, value, 'short');
  return column === 'kind' || column === 'language' ? say(`people.${column}.${value}`) : value;
}
