import type { Context } from '#kernel/context';
import type { Locale } from '#kernel/locale';
import type { UnitOverview } from '#modules/curriculum';
import type { LegalEmployer } from '../data/legal-people.read-model';
import type { PaperCounts } from '../data/papers.read-model';
import type { PackField } from '../domain/pack';
import { fieldsOf, type Values } from '../domain/values';
import type { Gap, Gaps, PackInUse } from '../legal.service';

export function packsView(packs: readonly PackInUse[], country: string, locale: Locale) {
  return {
    packs: packs.map(({ pack, inUseFrom }) => ({
      href: `/legal/${pack.pack}`,
      title: pack.title[locale],
      paper: pack.paper[locale],
      inUseFrom,
      isOfCountry: pack.country === country,
    })),
  };
}

interface Facts {
  readonly gaps: Gaps;
  readonly employers: readonly { readonly employer: LegalEmployer; readonly written: Values }[];
  readonly units: ReadonlyMap<string, Values>;
  readonly titles: readonly UnitOverview[];
  readonly outlook: { readonly ready: number; readonly lacking: number };
  readonly counts: PaperCounts | null;
}

export function packView(
  { pack, inUseFrom }: PackInUse,
  { gaps, employers, units, titles, outlook, counts }: Facts,
  { locale, today }: Context,
) {
  const at = `/legal/${pack.pack}`;
  const missingOf = new Map(gaps.employers.map(({ of, missing }) => [of.subject, labels(missing, locale)]));
  return {
    at,
    title: pack.title[locale],
    paper: pack.paper[locale],
    note: { readOn: pack.note.readOn, text: pack.note.text[locale], sources: pack.note.sources },
    workingDays: pack.deadline.workingDays,
    inUseFrom,
    today,
    counts,
    ready: outlook.ready,
    lacking: outlook.lacking,
    missing: missingByField(gaps.people, locale),
    people: gaps.people.length,
    employers: employers.map(({ employer }) => ({
      href: `${at}/employers/${employer.subject}`,
      name: employer.name,
      missing: missingOf.get(employer.subject)?.join(', ') ?? null,
    })),
    hasUnitFields: fieldsOf(pack, 'unit').length > 0,
    units: titles.map(({ unit, title }) => {
      const values = units.get(unit) ?? {};
      const said = fieldsOf(pack, 'unit').map((field) => {
        const value = values[field.field] ?? field.usual;
        const label = field.catalogue === null ? null : pack.catalogues[field.catalogue]?.find(({ code }) => code === value)?.label;
        return value === null ? null : [value, label].filter(Boolean).join(' ');
      });
      return { href: `${at}/units/${unit}`, title: title[locale], values: said.filter(Boolean).join(' · ') || null };
    }),
  };
}

/** How many people lack each field, most first. */
function missingByField(people: readonly Gap<unknown>[], locale: Locale) {
  const counts = new Map<PackField, number>();
  for (const { missing } of people) for (const field of missing) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([field, count]) => ({ label: field.label[locale], count }));
}

const labels = (fields: readonly PackField[], locale: Locale): readonly string[] => fields.map(({ label }) => label[locale]);
