import type { PersonActor } from '#kernel/context';
import type { Locale } from '#kernel/locale';
import type { FieldErrors, TypedValues } from '#platform/http/forms';
import { sayNumber } from '#platform/i18n/dates';
import type { ViewEngine } from '#platform/views/engine';
import type { Choice, ChosenRound, ListedDownload, Reach } from '../data/downloads.read-model';
import { DOWNLOAD_KINDS, type DownloadState, isUnderWay, KEPT_DAYS, MOST_PAGES } from '../domain/download';
import { ALL } from './ask-download.form';

interface Reader {
  readonly views: Pick<ViewEngine, 'say'>;
  readonly locale: Locale;
}

export const downloadsView = (downloads: readonly ListedDownload[], actor: PersonActor, reader: Reader) => ({
  days: KEPT_DAYS,
  downloads: downloads.map((download) => downloadView(download, actor, reader)),
});

/** One of them: what it is, how far it has got, what can be done with it. */
export function downloadView(download: ListedDownload, actor: PersonActor, reader: Reader) {
  const { id, state, askedAt, expiresAt, downloadedAt, problem, leftOut, kilobytes } = download;
  const say = sayer(reader);
  const path = `/downloads/${id}`;
  return {
    id,
    what: say(`accreditation.downloads.kind.${download.kind}`),
    whose: whoseOf(download, actor, say),
    round: download.round,
    askedAt,
    state: say(`accreditation.downloads.state.${state}`),
    badge: BADGES[state],
    diplomas: download.total,
    size: kilobytes === null ? null : sizeOf(kilobytes, reader.locale, say),
    progress: isUnderWay(download) ? progressView(download, say) : null,
    until: state === 'ready' ? expiresAt : null,
    downloadedAt: state === 'ready' ? downloadedAt : null,
    href: state === 'ready' ? `${path}/file` : null,
    again: state === 'failed' && problem !== 'none-left' ? `${path}/attempts` : null,
    remove: `${path}/removal`,
    problem: state === 'failed' && problem !== null ? say(`accreditation.downloads.problem.${problem}`) : null,
    leftOut: leftOut.length === 0 || isUnderWay(download) ? null : leftOutView(download),
  };
}

/** Of many, the first are named; the list beside the diplomas names all. */
const NAMED = 20;

function leftOutView({ leftOut }: ListedDownload) {
  return { count: leftOut.length, names: leftOut.slice(0, NAMED).map(({ name }) => name), more: Math.max(0, leftOut.length - NAMED) };
}

export function progressView({ id, state, drawn, total }: ListedDownload, say: Say) {
  const done = Math.min(drawn, total);
  return {
    max: Math.max(1, total),
    value: done,
    label: say(`accreditation.downloads.state.${state}`),
    text: say('accreditation.downloads.progress', { drawn: done, total }),
    url: `/downloads/${id}/progress`,
  };
}

const BADGES: Readonly<Record<DownloadState, string>> = {
  waiting: 'info',
  drawing: 'info',
  ready: 'done',
  failed: 'late',
  expired: 'away',
};

function whoseOf({ managerId, manager, team, site, suppliers }: ListedDownload, actor: PersonActor, say: Say): string {
  const line = managerId === actor.personId ? say('accreditation.downloads.own-line') : say('accreditation.downloads.line', { manager });
  const places = [...suppliers, team, site].filter((name) => name !== null);
  const whole = managerId !== null ? [line] : places.length === 0 ? [say('accreditation.downloads.everybody')] : [];
  return [...whole, ...places].join(' · ');
}

function sizeOf(kilobytes: number, locale: Locale, say: Say): string {
  if (kilobytes < 1024) return say('accreditation.downloads.kilobytes', { size: sayNumber(locale, kilobytes) });
  const megabytes = kilobytes / 1024;
  return say('accreditation.downloads.megabytes', {
    size: sayNumber(locale, megabytes < 10 ? Math.round(megabytes * 10) / 10 : Math.round(megabytes)),
  });
}

/** What the form offers. */
export interface Offer {
  readonly reach: Reach;
  readonly rounds: readonly ChosenRound[];
  readonly choices: readonly Choice[];
  /** Another manager's line, which HR came from. */
  readonly manager: { readonly id: string; readonly name: string } | null;
}

export function askView(offer: Offer, values: TypedValues, errors: FieldErrors, problem: string | null, reader: Reader) {
  const say = sayer(reader);
  const whose = whoseOptions(offer, values['whose'] ?? null, say);
  const said = Object.entries(errors).map(([field, key]) => ({ field, message: say(key) }));
  const list = [...said, ...(problem === null ? [] : [{ field: 'round', message: problem }])];
  const errorOf = (field: string): string | null => said.find((error) => error.field === field)?.message ?? null;
  const all = (word: string, options: readonly { value: string; label: string }[], chosen: string | undefined) =>
    options.length === 0
      ? null
      : [{ value: ALL, label: say(`accreditation.downloads.all-${word}`) }, ...options].map((option) => ({
          ...option,
          selected: option.value === (chosen ?? ALL),
        }));
  const places = (what: Choice['what']) =>
    all(
      what,
      offer.choices.filter((choice) => choice.what === what).map(({ id, name }) => ({ value: id, label: name })),
      values[what],
    );
  return {
    manager: offer.manager?.id ?? null,
    whose: whose.length > 1 ? whose : null,
    onlyWhose: whose.length === 1 ? (whose[0]?.value ?? null) : null,
    onlyWhoseLabel: whose.length === 1 ? (whose[0]?.label ?? null) : null,
    rounds: all(
      'rounds',
      offer.rounds.map(({ code, titleEs, titleEn }) => ({ value: code, label: `${code} · ${reader.locale === 'es' ? titleEs : titleEn}` })),
      values['round'],
    ),
    teams: places('team'),
    sites: places('site'),
    suppliers: places('supplier'),
    kinds: DOWNLOAD_KINDS.map((kind) => ({
      value: kind,
      label: say(`accreditation.downloads.kind.${kind}`),
      hint: say(`accreditation.downloads.kind-hint.${kind}`, { pages: MOST_PAGES }),
      checked: kind === (values['kind'] ?? 'zip'),
    })),
    errors: {
      whose: errorOf('whose'),
      kind: errorOf('kind'),
      round: errorOf('round') ?? problem,
      team: errorOf('team'),
      site: errorOf('site'),
      supplier: errorOf('supplier'),
    },
    errorList: list.length === 0 ? null : list,
  };
}

function whoseOptions({ reach, manager }: Offer, chosen: string | null, say: Say) {
  const options = [
    ...(reach.managerId === null
      ? []
      : [
          {
            value: 'line',
            label:
              manager === null ? say('accreditation.downloads.own-line') : say('accreditation.downloads.line', { manager: manager.name }),
          },
        ]),
    ...(reach.supplierIds.length === 0 ? [] : [{ value: 'suppliers', label: say('accreditation.downloads.own-suppliers') }]),
    ...(reach.everybody ? [{ value: 'everybody', label: say('accreditation.downloads.everybody') }] : []),
  ];
  const first = options[0]?.value ?? null;
  return options.map((option) => ({ ...option, hint: null, checked: option.value === (chosen ?? first) }));
}

type Say = (key: string, values?: Record<string, string | number | null>) => string;

const sayer =
  ({ views, locale }: Reader): Say =>
  (key, values = {}) =>
    views.say(locale, key, values);
