import type { Locale } from '#kernel/locale';
import { type FieldErrors, parseForm, typedValues, type TypedValues } from '#platform/http/forms';
import type { UploadedFile } from '#platform/http/uploads';
import { hashOf } from '../domain/diploma';
import type { DesignContent } from '../domain/diploma-design';
import { refusalOfPicture } from '../printable-picture';
import { designForm, type DesignTyped, missingOfSigners, type Signer, SIGNERS } from './design.form';

export type Files = ReadonlyMap<string, UploadedFile>;

export type ReadDesign =
  | { readonly ok: true; readonly content: DesignContent; readonly fresh: readonly Buffer[] }
  | { readonly ok: false; readonly values: TypedValues; readonly errors: FieldErrors };

const PICTURES = ['logo', 'seal', ...SIGNERS.map((n) => `signature${n}`)];

/** What the form and its files make of a design: a picture stays unless a new one is sent, or it is taken away. */
export function readDesign(body: unknown, files: Files, before: DesignContent): ReadDesign {
  const parsed = parseForm(designForm, body);
  const errors = { ...missingOfSigners(typedValues(body)), ...(parsed.ok ? {} : parsed.errors), ...refusalsOf(files) };
  if (!parsed.ok || Object.keys(errors).length > 0) return { ok: false, values: typedValues(body), errors };
  const { value } = parsed;
  const kept = (field: string, hash: string | null): string | null => {
    const file = files.get(field);
    if (file) return hashOf(file.bytes);
    return value.removed.includes(field) ? null : hash;
  };
  const content: DesignContent = {
    template: value.template,
    paper: value.paper,
    hue: value.hue,
    logoHash: kept('logo', before.logoHash),
    sealHash: kept('seal', before.sealHash),
    signatories: { es: signing(value, 'es', before, kept), en: signing(value, 'en', before, kept) },
    wording: {
      es: { heading: value.headingEs, awardedTo: value.awardedToEs, forCompleting: value.forCompletingEs },
      en: { heading: value.headingEn, awardedTo: value.awardedToEn, forCompleting: value.forCompletingEn },
    },
  };
  return { ok: true, content, fresh: PICTURES.flatMap((field) => files.get(field)?.bytes ?? []) };
}

function refusalsOf(files: Files): FieldErrors {
  const refused = PICTURES.flatMap((field) => {
    const file = files.get(field);
    const refusal = file ? refusalOfPicture(file.bytes) : null;
    return refusal === null ? [] : [[field, `accreditation.design.form.${refusal}`] as const];
  });
  return Object.fromEntries(refused);
}

function signing(
  { signers }: DesignTyped,
  locale: Locale,
  before: DesignContent,
  kept: (field: string, hash: string | null) => string | null,
): DesignContent['signatories'][Locale] {
  return signers.map(({ n, name, titleEs, titleEn, isApprover }: Signer) => ({
    name,
    title: locale === 'es' ? titleEs : titleEn,
    isApprover,
    signatureHash: kept(`signature${n}`, before.signatories[locale][n - 1]?.signatureHash ?? null),
  }));
}
