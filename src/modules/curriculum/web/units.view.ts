import type { Locale } from '#kernel/locale';
import type { Remark, UnitOverview, UnitReport } from '../curriculum.service';
import type { DraftContent, Edition } from '../domain/edition';
import type { Say } from '#platform/views/say';

export interface UnitFacts {
  readonly overview: UnitOverview;
  /** Null when the folder is gone. */
  readonly report: UnitReport | null;
  /** Null while it cannot be read. */
  readonly draft: DraftContent | null;
  /** The edition that the folder has not departed from. */
  readonly asPublished: Edition | null;
}

export function unitsView(units: readonly UnitFacts[], locale: Locale, say: Say) {
  return { units: units.map((facts) => summary(facts, locale, say)) };
}

export function unitView(facts: UnitFacts, mayPublish: boolean, locale: Locale, say: Say) {
  const { overview, report, draft, asPublished } = facts;
  const { errors = [], warnings = [] } = report ?? {};
  return {
    ...summary(facts, locale, say),
    gone: report === null,
    unreadable: report !== null && draft === null,
    clean: report !== null && errors.length + warnings.length === 0,
    errors: section(say('curriculum.units.show.errors', { count: errors.length }), errors),
    warnings: section(say('curriculum.units.show.warnings', { count: warnings.length }), warnings),
    publishedAs: asPublished?.number ?? null,
    publishAt: mayPublish && report !== null && errors.length === 0 && !asPublished ? `/units/${overview.unit}/editions` : null,
    editions: overview.editions.map(({ number, publishedAt, contentHash }) => ({
      number,
      publishedAt,
      // In pieces, so that a narrow page can break it.
      hash: contentHash.match(/.{1,8}/g) ?? [],
    })),
    lessons:
      draft?.locales[locale].lessons.map(({ id, title, minutes, summary: text }, index) => ({
        href: `/units/${overview.unit}/lessons/${id}`,
        label: say('curriculum.units.show.lesson', { number: index + 1, name: title }),
        minutes,
        text,
      })) ?? null,
    testHref: `/units/${overview.unit}/test`,
  };
}

function summary({ overview, report, draft, asPublished }: UnitFacts, locale: Locale, say: Say) {
  const { unit, title, editions } = overview;
  const text = draft?.locales[locale];
  return {
    name: title[locale],
    href: `/units/${unit}`,
    eyebrow: say('curriculum.units.number', { number: Number.parseInt(unit, 10) }),
    summary: text?.summary ?? null,
    picture: text?.cover.src ?? null,
    pictureAlt: text?.cover.alt ?? null,
    check: checkBadge(report, asPublished, say),
    published: editions[0]
      ? { state: 'done', label: say('curriculum.units.published', { number: editions[0].number }) }
      : { state: 'todo', label: say('curriculum.units.unpublished') },
  };
}

function checkBadge(report: UnitReport | null, asPublished: Edition | null, say: Say): { readonly state: string; readonly label: string } {
  if (!report) return { state: 'away', label: say('curriculum.state.gone') };
  if (report.errors.length > 0) return { state: 'late', label: say('curriculum.state.errors', { count: report.errors.length }) };
  if (report.warnings.length > 0) return { state: 'due', label: say('curriculum.state.warnings', { count: report.warnings.length }) };
  if (asPublished) return { state: 'done', label: say('curriculum.state.unchanged') };
  return { state: 'info', label: say('curriculum.state.clean') };
}

function section(heading: string, remarks: readonly Remark[]) {
  if (remarks.length === 0) return null;
  const files = [...new Set(remarks.map(({ file }) => file))];
  return { heading, files: files.map((file) => ({ file, remarks: remarks.filter((remark) => remark.file === file) })) };
}
