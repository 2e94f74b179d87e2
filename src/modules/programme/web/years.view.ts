import { addMonths, type CalendarDate, calendarDateOf, daysBetween } from '#kernel/calendar-date';
import type { Blackout } from '../domain/cadence';
import type { RoundState } from '../domain/round';

export interface YearsRound {
  readonly code: string;
  readonly state: RoundState;
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly closesOn: CalendarDate;
}

export interface YearsWords {
  readonly title: string;
  readonly description: string;
}

interface Bar {
  readonly x: number;
  readonly width: number;
}

/** The years of the programme as a drawing: one line a year, black-outs behind, each round from its opening to its due date and on to its closing. */
export function yearsSvg(rounds: readonly YearsRound[], blackouts: readonly Blackout[], today: CalendarDate, words: YearsWords): string {
  const years = yearsOf(rounds, today);
  const height = TOP + years.length * ROW + BOTTOM;
  const lines = years.map((year, n) => yearLine(year, TOP + n * ROW, rounds, blackouts, today));
  return [
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="years-title years-description">`,
    `<title id="years-title">${escape(words.title)}</title><desc id="years-description">${escape(words.description)}</desc>`,
    ...lines,
    '</svg>',
  ].join('');
}

const WIDTH = 480;
const LEFT = 52;
const TOP = 8;
const BOTTOM = 8;
const ROW = 58;
const TRACK = 20;

function yearLine(year: number, y: number, rounds: readonly YearsRound[], blackouts: readonly Blackout[], today: CalendarDate): string {
  const track = y + 22;
  const within = (from: CalendarDate, until: CalendarDate): Bar | null => barIn(year, from, until);
  const quarters = [0, 3, 6, 9].map((months) => round(xOf(year, addMonths(start(year), months))));
  return [
    `<text class="chart-strong" x="0" y="${track + 15}">${year}</text>`,
    `<rect class="chart-sunken" x="${LEFT}" y="${track}" width="${WIDTH - LEFT}" height="${TRACK}" rx="3"/>`,
    ...rounds.flatMap((each) => [
      bar(within(each.opensOn, each.closesOn), track, TRACK, 'chart-brand-tint'),
      bar(within(each.opensOn, each.dueOn), track, TRACK, each.state === 'closed' ? 'chart-todo' : 'chart-brand'),
    ]),
    // A black-out is a low dark strip as well as a colour, so that it is told apart in black and white.
    ...blackouts.map((blackout) => bar(within(blackout.fromOn, blackout.untilOn), track + TRACK, 6, 'chart-late')),
    ...quarters.map((x) => `<path class="chart-grid" d="M${x} ${track}v${TRACK}"/>`),
    ...rounds.filter((each) => yearOf(each.opensOn) === year).map((each) => label(each, round(xOf(year, each.opensOn)), track - 6)),
    yearOf(today) === year ? `<path class="chart-now" d="M${round(xOf(year, today))} ${track - 4}v${TRACK + 12}"/>` : '',
  ].join('');
}

function label(each: YearsRound, x: number, y: number): string {
  const short = each.code.slice(5);
  return x > WIDTH - 24
    ? `<text class="chart-end" x="${WIDTH}" y="${y}">${escape(short)}</text>`
    : `<text x="${x}" y="${y}">${escape(short)}</text>`;
}

function bar(part: Bar | null, y: number, height: number, kind: string): string {
  return part === null ? '' : `<rect class="${kind}" x="${round(part.x)}" y="${y}" width="${round(part.width)}" height="${height}"/>`;
}

/** The part of `from <= day < until` that lies in the year. */
function barIn(year: number, from: CalendarDate, until: CalendarDate): Bar | null {
  const first = from > start(year) ? from : start(year);
  const end = until < start(year + 1) ? until : start(year + 1);
  return first < end ? { x: xOf(year, first), width: Math.max(2, xOf(year, end) - xOf(year, first)) } : null;
}

function xOf(year: number, day: CalendarDate): number {
  return LEFT + ((WIDTH - LEFT) * daysBetween(start(year), day)) / daysBetween(start(year), start(year + 1));
}

function yearsOf(rounds: readonly YearsRound[], today: CalendarDate): number[] {
  const all = [yearOf(today), ...rounds.flatMap((each) => [yearOf(each.opensOn), yearOf(each.dueOn)])];
  const first = Math.min(...all);
  return Array.from({ length: Math.max(...all) - first + 1 }, (_, n) => first + n);
}

function start(year: number): CalendarDate {
  return calendarDateOf(year, 1, 1) as CalendarDate;
}

const yearOf = (day: CalendarDate): number => Number(day.slice(0, 4));
const round = (value: number): number => Math.round(value * 10) / 10;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
