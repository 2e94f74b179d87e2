import { z } from 'zod';
import type { FieldErrors, TypedValues } from '#platform/http/forms';
import { PAPERS, TEMPLATES } from '../domain/diploma';
import { MOST_SIGNATORIES } from '../domain/diploma-design';

const optional = (most: number) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.trim().replace(/\s+/g, ' '))
    .refine((typed) => typed.length <= most, 'accreditation.design.form.too-long')
    .transform((typed) => (typed === '' ? null : typed));

const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');

const OWN_HUE = /^(?:\d{1,2}|[12]\d{2}|3[0-5]\d)$/;

export const SIGNERS = Array.from({ length: MOST_SIGNATORIES }, (_, n) => n + 1);

const signer = (n: number) => ({
  [`name${n}`]: optional(120),
  [`titleEs${n}`]: optional(120),
  [`titleEn${n}`]: optional(120),
  [`approver${n}`]: ticked,
});

export interface Signer {
  readonly n: number;
  readonly name: string | null;
  readonly titleEs: string;
  readonly titleEn: string;
  readonly isApprover: boolean;
}

/** Whoever signs is named by a post in each language; a person's name may be missing, then there is a line to sign on. */
export const designForm = z
  .object({
    template: z.enum(TEMPLATES, 'accreditation.design.form.template'),
    paper: z.enum(PAPERS, 'accreditation.design.form.paper'),
    hue: z
      .string()
      .default('')
      .refine((typed) => typed === '' || OWN_HUE.test(typed), 'accreditation.design.form.hue')
      .transform((typed) => (typed === '' ? null : Number(typed))),
    headingEs: optional(40),
    headingEn: optional(40),
    awardedToEs: optional(60),
    awardedToEn: optional(60),
    forCompletingEs: optional(120),
    forCompletingEn: optional(120),
    removeLogo: ticked,
    removeSeal: ticked,
    ...Object.fromEntries(SIGNERS.map((n) => [`removeSignature${n}`, ticked])),
  })
  .and(z.object(Object.fromEntries(SIGNERS.flatMap((n) => Object.entries(signer(n))))))
  .transform((typed) => {
    const fields = typed as unknown as Readonly<Record<string, string | boolean | null>>;
    const removed = ['logo', 'seal', ...SIGNERS.map((n) => `signature${n}`)].filter(
      (field) => fields[`remove${field.charAt(0).toUpperCase()}${field.slice(1)}`] === true,
    );
    return { ...typed, signers: SIGNERS.flatMap((n) => signerOf(n, fields)), removed };
  });

function signerOf(n: number, fields: Readonly<Record<string, string | boolean | null>>): readonly Signer[] {
  const [name, titleEs, titleEn] = ['name', 'titleEs', 'titleEn'].map((field) => fields[`${field}${n}`] as string | null);
  const isApprover = fields[`approver${n}`] === true;
  if (!name && !titleEs && !titleEn && !isApprover) return [];
  return [{ n, name: isApprover ? null : (name ?? null), titleEs: titleEs ?? '', titleEn: titleEn ?? '', isApprover }];
}

/** Judged apart from each single field, so that all that is missing is said at once. */
export function missingOfSigners(typed: TypedValues): FieldErrors {
  const has = (field: string, n: number): boolean => (typed[`${field}${n}`] ?? '').trim() !== '';
  const signing = SIGNERS.filter((n) => ['name', 'titleEs', 'titleEn', 'approver'].some((field) => has(field, n)));
  if (signing.length === 0) return { titleEs1: 'accreditation.design.form.nobody' };
  const without = signing.flatMap((n) => ['titleEs', 'titleEn'].filter((field) => !has(field, n)).map((field) => `${field}${n}`));
  return Object.fromEntries(without.map((field) => [field, 'accreditation.design.form.title']));
}

export type DesignTyped = z.output<typeof designForm>;
