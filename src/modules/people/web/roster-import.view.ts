import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { ViewEngine } from '#platform/views/engine';
import type { Standing, Thinned, Warnings } from '../data/import-people.read-model';
import type { ListedImport, ListedRow, ListedUndo } from '../data/roster-imports.read-model';
import { codeKeyOf } from '../domain/person';
import type { Changes } from '../domain/person-change';
import type { RosterColumn } from '../domain/roster-columns';
import type { Fate } from '../domain/roster-plan';
import { undoEndsAt, type UndoRest } from '../domain/roster-undo';
import type { NamedColumns } from '../roster-columns.service';
import type { RowProblem, Values } from '../domain/roster-problem';
import type { RosterRow } from '../domain/roster-row';
import type { ImportProgress } from '../imports-under-way';
import { sayProblem } from '../roster-report';
import type { Paging } from '#platform/http/paging';
import { namedView, namingView } from './roster-columns.view';
import { restView } from './roster-undo.view';

export const FATES = ['rejected', 'left', 'added', 'changed', 'returned', 'unchanged'] as const satisfies readonly Fate[];

export interface Shown {
  readonly fate: Fate;
  readonly rows: readonly ListedRow[];
  readonly paging: Paging;
  /** By code, where those stand who are on the roster. */
  readonly standing: ReadonlyMap<string, Standing>;
  readonly search: string;
  readonly isLong: boolean;
}

/** What is known of an import besides its rows. */
export interface Beside {
  readonly doubts: readonly (ListedRow & { readonly total: number })[];
  /** Null where nothing has to be approved. */
  readonly warnings: Warnings | null;
  /** Where most would leave. */
  readonly thinned: readonly Thinned[];
  readonly columns: NamedColumns | null;
  readonly undo: (ListedUndo & { readonly rest: readonly UndoRest[] }) | null;
}

interface Reader {
  readonly ctx: Context;
  readonly views: ViewEngine;
  readonly mayWrite: boolean;
  readonly showsYouOut: boolean;
}

export function importView(
  found: ListedImport,
  shown: Shown | null,
  beside: Beside,
  progress: ImportProgress | null,
  { ctx, views, mayWrite, showsYouOut }: Reader,
  approvalMissing = false,
) {
  const { locale } = ctx;
  const url = `/roster/imports/${found.id}`;
  const counts = countsOf(found);
  const notice = found.problem === null ? null : (JSON.parse(found.problem) as { code: string; values: Values });
  const say = (key: string, values?: Values): string => views.say(locale, key, values);
  const missing = say('people.imports.show.approve-missing');
  return {
    url,
    file: found.fileName,
    ...progressView(found, progress),
    refusal: isRefusal(found.state, notice?.code) && notice !== null ? say(`people.file.${notice.code}`, notice.values) : null,
    refusedTitle: found.state === 'refused' && isOver(notice?.code) ? notice?.code : 'refused',
    dismissal: mayWrite && (found.state === 'checked' || found.state === 'mapping') ? `${url}/dismissal` : null,
    notice:
      found.state !== 'refused' && found.state !== 'mapping' && notice !== null ? say(`people.notice.${notice.code}`, notice.values) : null,
    warning: showsYouOut ? say('people.refusal.you-would-leave') : null,
    mode: found.mode,
    rows: found.rows,
    checkedAt: found.checkedAt,
    checkedBy: found.checkedName,
    appliedAt: found.appliedAt,
    appliedBy: found.appliedName,
    via: found.source === 'inbox' ? 'inbox' : 'command',
    undo: mayWrite ? undoView(url, found, ctx.now) : null,
    undone: undoneView(url, beside.undo, ctx, views),
    doubts: doubtsView(found.state === 'checked' ? beside.doubts : [], locale, views),
    naming: found.state === 'mapping' && beside.columns !== null ? namingView(url, beside.columns, say) : null,
    columns: found.state !== 'mapping' && beside.columns?.mapping ? namedView(url, beside.columns, found.state === 'checked') : null,
    lead: leadOf(found),
    approvedBy: found.approvedName,
    fates: FATES.map((fate) => ({
      fate,
      count: counts[fate],
      href: counts[fate] > 0 ? `${url}?show=${fate}#rows` : null,
      state: fate === 'rejected' && counts.rejected > 0 ? 'late' : null,
    })),
    list: shown === null ? null : listView(url, shown, locale, views),
    mayBring: mayWrite,
    mayApply: mayWrite && !showsYouOut && found.state === 'checked' && changesOf(found) > 0,
    needsApproval: found.needsApproval === 1,
    rejected: found.rejected,
    left: found.leftCount,
    thinned: beside.thinned.map((group) => thinnedView(group, say)),
    others: beside.warnings?.others ?? 0,
    endings: beside.warnings?.endings ?? 0,
    errors: { approve: approvalMissing ? missing : null },
    errorList: approvalMissing ? [{ field: 'approve', message: missing }] : null,
  };
}

const changesOf = ({ added, changed, returned, leftCount }: ListedImport): number => added + changed + returned + leftCount;

/** Where no heading is known the page asks which column is which: that the first row should say so helps nobody any more. */
const isRefusal = (state: ListedImport['state'], code: string | undefined): boolean =>
  state === 'refused' || (state === 'mapping' && code !== 'no-header');

/** Nothing was wrong with these files: somebody, or the time, decided. */
export const isOver = (code: string | undefined): boolean => code === 'discarded' || code === 'expired';

/** What there is to say above the numbers; of refused rows nobody knows whether the roster says the same. */
function leadOf(found: ListedImport): 'preview' | 'no-changes' | 'no-other-changes' | 'all-refused' {
  if (changesOf(found) > 0) return 'preview';
  if (found.rejected === 0) return 'no-changes';
  return found.unchanged > 0 ? 'no-other-changes' : 'all-refused';
}

function thinnedView({ supplier, team, here, leaving }: Thinned, say: (key: string, values?: Values) => string): string {
  const where = supplier ?? team ?? say('people.imports.show.no-team');
  return say(`people.imports.show.${here === leaving ? 'all-leave' : 'some-leave'}`, { where, here, leaving });
}

function undoView(url: string, { state, appliedAt }: ListedImport, now: Instant) {
  if (state !== 'applied' || appliedAt === null || now >= undoEndsAt(appliedAt)) return null;
  return { href: `${url}/undo`, until: undoEndsAt(appliedAt) };
}

function undoneView(url: string, undo: Beside['undo'], ctx: Context, views: ViewEngine) {
  if (undo === null) return null;
  const rest = restView(undo.rest, undo.kept, `${url}/kept.csv`, ctx, views);
  return { by: undo.undoneName, at: undo.undoneAt, takenBack: undo.takenBack, rest };
}

function doubtsView(doubts: Beside['doubts'], locale: Locale, views: ViewEngine) {
  const total = doubts[0]?.total ?? 0;
  if (total === 0) return null;
  const rows = doubts.flatMap(({ personCode, name, problems }) =>
    (JSON.parse(problems) as RowProblem[]).map((problem) => ({ personCode, name, ...sayProblem(problem, locale, views) })),
  );
  return { total, rows, more: total - doubts.length };
}

export function progressView(found: ListedImport, progress: ImportProgress | null) {
  return {
    underWay: found.state === 'checking' || found.state === 'applying',
    state: found.state,
    phase: progress?.phase ?? (found.state === 'applying' ? 'writing' : 'reading'),
    rows: progress?.rows ?? found.rows,
    percent: Math.round(progress?.percent ?? 0),
    progressUrl: `/roster/imports/${found.id}/progress`,
  };
}

export const countsOf = ({ added, changed, unchanged, returned, leftCount, rejected }: ListedImport): Readonly<Record<Fate, number>> => ({
  added,
  changed,
  unchanged,
  returned,
  left: leftCount,
  rejected,
});

const TOLD: Readonly<Partial<Record<Fate, 'change' | 'place'>>> = { changed: 'change', returned: 'change', added: 'place', left: 'place' };

function listView(url: string, { fate, rows, paging, standing, search, isLong }: Shown, locale: Locale, views: ViewEngine) {
  return {
    fate,
    paging,
    numbered: fate !== 'left',
    told: TOLD[fate] ?? null,
    search: isLong || search !== '' ? { action: `${url}#rows`, value: search, show: fate, all: `${url}?show=${fate}#rows` } : null,
    rows: rows.map((row) => rowView(fate, row, standing.get(codeKeyOf(row.personCode)) ?? null, locale, views)),
  };
}

function rowView(
  fate: Fate,
  { rowNumber, personCode, name, fields, problems }: ListedRow,
  standing: Standing | null,
  locale: Locale,
  views: ViewEngine,
) {
  const { row, changes } = JSON.parse(fields) as { row: RosterRow | null; changes: Changes };
  const place = fate === 'left' ? standing : row;
  return {
    row: rowNumber,
    personCode,
    name: name === '' ? '—' : name,
    href: standing !== null && fate !== 'rejected' ? `/people/${standing.id}` : null,
    problems: fate === 'rejected' ? (JSON.parse(problems) as RowProblem[]).map((problem) => sayProblem(problem, locale, views)) : null,
    changes:
      TOLD[fate] === 'change'
        ? Object.entries(changes).map(([column, change]) => ({
            column,
            from: valueView(column, change.from),
            to: valueView(column, change.to),
          }))
        : null,
    place: TOLD[fate] === 'place' ? [place?.team, place?.site].filter((part) => part != null).join(' · ') || '—' : null,
    kind: place?.kind ?? null,
    supplier: place?.supplier ?? null,
  };
}

/** A value with the way in which people read it. */
function valueView(column: string, value: string | null) {
  const is = (...columns: RosterColumn[]): string | null => (columns.some((one) => one === column) ? value : null);
  return { day: is('starts_on', 'ends_on'), kind: is('kind'), language: is('language'), text: value };
}
