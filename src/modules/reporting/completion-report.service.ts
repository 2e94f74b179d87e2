import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { nameInFile } from '#kernel/name-in-file';
import { done, type Outcome, refused } from '#kernel/outcome';
import { ViewEngine } from '#platform/views/engine';
import { CoverageService, type CoverageRefusal } from './coverage.service';
import { CoverageReadModel } from './data/coverage.read-model';
import { type CompletionRow, CompletionRowsReadModel } from './data/completion-rows.read-model';
import type { RoundInReports } from './data/rounds.read-model';
import { type Group, GROUPS } from './domain/dimension';
import type { PeopleFilter } from './domain/people-filter';
import { PLACES } from './domain/place';
import { dayOf } from './domain/round-day';
import type { Whose } from './domain/whose';
import { type Cell, cellsOf, COLUMNS, daysIn, type RowWords } from './report-columns';
import { csvOf } from './report-csv';
import { xlsxOf } from './report-xlsx';

export const REPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What to write down: a round (the current one where none is named), of everybody or of those whom a page is about. */
export interface ReportScope {
  readonly round?: string | null;
  readonly whose?: Whose | null;
  readonly filter?: PeopleFilter | null;
  /** What the filter asks for, in words: part of the file's name. */
  readonly called?: string | null;
  readonly on?: CalendarDate | null;
}

/** A team, a supplier or a site, or several of these, by their names. */
export type GroupNames = Readonly<Partial<Record<Group, string | undefined>>>;

export interface ReportFile {
  readonly name: string;
  readonly type: string;
  /** Produced while it is read: the reader sets the pace. */
  readonly body: Readable;
}

const TYPES: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Who is trained, person by person, as a file: for the web and for the command line alike. */
@Injectable()
export class CompletionReport {
  constructor(
    private readonly coverage: CoverageService,
    private readonly groups: CoverageReadModel,
    private readonly rows: CompletionRowsReadModel,
    private readonly views: ViewEngine,
  ) {}

  async file(ctx: Context, scope: ReportScope, format: ReportFormat): Promise<Outcome<ReportFile, CoverageRefusal>> {
    const round = await this.coverage.round(scope.round ?? null);
    if (!round.ok) return round;
    const day = dayOf(round.value, ctx.today, ctx.zone, scope.on);
    if (day === null) return refused('not-open-then', { code: round.value.code });
    const about = [round.value.code, nameInFile(scope.called ?? '').toLowerCase()].filter((part) => part !== '').join('-');
    const name = this.say(ctx, 'file', { round: about, on: day.on });
    const headings = COLUMNS.map((column) => this.say(ctx, `columns.${column}`));
    const pages = cellsIn(
      this.rows.pages(day, { whose: scope.whose ?? null, filter: scope.filter ?? null }),
      { ...this.words(ctx, round.value), names: await this.rows.names() },
      ctx.zone,
    );
    const body = format === 'csv' ? inBytes(csvOf(headings, pages, ctx.locale)) : xlsxOf(round.value.code, headings, pages);
    return done({ name: `${name}.${format}`, type: TYPES[format], body });
  }

  /** Whom the names of a team, a supplier and a site leave, as somebody types them. */
  async named(names: GroupNames): Promise<Outcome<Pick<ReportScope, 'filter' | 'called'>, 'no-such-group'>> {
    const ids: Record<Group, string | null> = { team: null, supplier: null, site: null };
    for (const group of GROUPS) {
      const name = names[group];
      if (name === undefined) continue;
      ids[group] = await this.groups.idOf(group, name);
      if (ids[group] === null) return refused('no-such-group', { name });
    }
    const called = GROUPS.flatMap((group) => names[group] ?? []).join(' ');
    return done({ filter: { ...ids, place: null, kind: null, search: '' }, called });
  }

  private words(ctx: Context, round: RoundInReports): Omit<RowWords, 'names'> {
    const states = PLACES.map((place) => [place, this.say(ctx, `place.${place}`)]);
    return {
      unit: round.titles[ctx.locale],
      round: round.code,
      kind: { staff: this.say(ctx, 'kind.staff'), contractor: this.say(ctx, 'kind.contractor') },
      state: Object.fromEntries(states) as RowWords['state'],
    };
  }

  private say(ctx: Context, key: string, values: Record<string, string> = {}): string {
    return this.views.say(ctx.locale, `reporting.${key}`, values);
  }
}

async function* cellsIn(pages: AsyncIterable<readonly CompletionRow[]>, words: RowWords, zone: string): AsyncGenerator<Cell[][]> {
  const dayIn = daysIn(zone);
  for await (const page of pages) yield page.map((row) => cellsOf(row, words, dayIn));
}

/** A stream of bytes asks for the next page when the last is gone; one of objects would fetch sixteen ahead. */
function inBytes(text: AsyncIterable<string>): Readable {
  return Readable.from(text, { objectMode: false });
}
