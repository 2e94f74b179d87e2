import type { Locale } from '#kernel/locale';
import type { TypedValues } from '#platform/http/forms';
import type { Say } from '#platform/views/say';
import { PAPERS, TEMPLATES } from '../domain/diploma';
import type { DesignContent } from '../domain/diploma-design';
import { SIGNERS } from './design.form';
import { WORDS } from './diploma-words';
import { SAMPLE_KINDS, type SampleKind } from './samples';

const WORDED = ['heading', 'awardedTo', 'forCompleting'] as const;
const SUFFIX: Readonly<Record<Locale, string>> = { es: 'Es', en: 'En' };

export const FIELDS: readonly string[] = [
  'template',
  'paper',
  'hue',
  'logo',
  'seal',
  ...WORDED.flatMap((field) => [`${field}Es`, `${field}En`]),
  ...SIGNERS.flatMap((n) => [`name${n}`, `titleEs${n}`, `titleEn${n}`, `signature${n}`]),
];

/** A design as its form would hold it. */
export function typedOf({ template, paper, hue, signatories, wording }: DesignContent): TypedValues {
  const signing = SIGNERS.flatMap((n) => {
    const [es, en] = [signatories.es[n - 1], signatories.en[n - 1]];
    return [
      [`name${n}`, es?.name ?? ''],
      [`titleEs${n}`, es?.title ?? ''],
      [`titleEn${n}`, en?.title ?? ''],
      [`approver${n}`, es?.isApprover === true ? 'yes' : ''],
      [`signature${n}`, es?.signatureHash ?? ''],
    ] as const;
  });
  const worded = WORDED.flatMap((field) =>
    (['es', 'en'] as const).map((locale) => [`${field}${SUFFIX[locale]}`, wording[locale][field] ?? ''] as const),
  );
  return { template, paper, hue: hue === null ? '' : String(hue), ...Object.fromEntries([...signing, ...worded]) };
}

const HUES = [25, 55, 85, 120, 150, 185, 220, 255, 285, 310, 345];

/** What can be chosen, with what is chosen. */
export function choicesOf(
  say: Say,
  typed: TypedValues,
  { content, locale, kind }: { content: DesignContent; locale: Locale; kind: SampleKind },
  errors: Readonly<Record<string, string | null>>,
) {
  const error = (field: string): string | null => errors[field] ?? null;
  const value = (field: string): string => typed[field] ?? '';
  const radio = (field: string, values: readonly string[], chosen: string) =>
    values.map((one) => ({ value: one, checked: one === chosen, label: say(`accreditation.design.${field}.${one}`), hint: null }));
  const select = (field: string, values: readonly string[], chosen: string) =>
    values.map((one) => ({ value: one, selected: one === chosen, label: say(`accreditation.design.${field}.${one}`) }));
  const hue = value('hue');
  const named = HUES.map((one) => ({ value: String(one), label: say(`accreditation.design.hue.${one}`), selected: hue === String(one) }));
  const other =
    hue === '' || HUES.includes(Number(hue)) ? [] : [{ value: hue, label: say('accreditation.design.hue.other', { hue }), selected: true }];
  return {
    templates: TEMPLATES.map((one) => ({
      value: one,
      checked: one === value('template'),
      label: say(`accreditation.design.template.${one}`),
      hint: say(`accreditation.design.template-hint.${one}`),
    })),
    papers: radio('paper', PAPERS, value('paper')),
    hues: [{ value: '', label: say('accreditation.design.hue.company'), selected: hue === '' }, ...named, ...other],
    locales: select('locale', ['es', 'en'], locale),
    kinds: select('kind', SAMPLE_KINDS, kind),
    wordings: WORDED.map((field) => ({
      label: say(`accreditation.design.wording.${field}`),
      most: { heading: 40, awardedTo: 60, forCompleting: 120 }[field],
      es: { name: `${field}Es`, value: value(`${field}Es`), own: WORDS.es[field], error: error(`${field}Es`) },
      en: { name: `${field}En`, value: value(`${field}En`), own: WORDS.en[field], error: error(`${field}En`) },
    })),
    signers: SIGNERS.map((n) => ({
      n,
      name: value(`name${n}`),
      titleEs: value(`titleEs${n}`),
      titleEn: value(`titleEn${n}`),
      isApprover: value(`approver${n}`) === 'yes',
      nameError: error(`name${n}`),
      titleEsError: error(`titleEs${n}`),
      titleEnError: error(`titleEn${n}`),
      signatureError: error(`signature${n}`),
      hasSignature: content.signatories.es[n - 1]?.signatureHash != null,
    })),
  };
}
