import type { Locale } from '#kernel/locale';
import type { Design, Issuer, Signatory, Snapshot } from './diploma';

/** How the company's diplomas look and who answers for them, on the day of issue. */
export interface Appearance {
  readonly design: Design;
  readonly issuer: Issuer;
  /** Whoever stands under it; one without a name stands for whoever approved the round. */
  readonly signatories: readonly (Signatory & { readonly isApprover: boolean })[];
}

export interface Accreditation extends Omit<Snapshot, 'format' | 'design' | 'issuer' | 'signatories' | 'verifyAt'> {
  readonly appearance: Appearance;
  /** Who approved the round answers for it by name; null when nobody did. */
  readonly approver: string | null;
  readonly publicUrl: string;
}

/** Freezes what the diploma says. */
export function snapshotOf({ approver, publicUrl, appearance, ...facts }: Accreditation): Snapshot {
  const { design, issuer, signatories } = appearance;
  return {
    format: 2,
    ...facts,
    design,
    issuer,
    signatories: signatories.map(({ isApprover, ...signatory }) => (isApprover ? { ...signatory, name: approver } : signatory)),
    verifyAt: `${publicUrl}/verify/${facts.code}`,
  };
}

/** Who signs as long as the company has named nobody. */
export const SIGNATORIES: Readonly<Record<Locale, Appearance['signatories']>> = {
  es: [
    { name: null, title: 'Dirección general', signatureHash: null, isApprover: false },
    { name: null, title: 'Responsable del programa', signatureHash: null, isApprover: true },
  ],
  en: [
    { name: null, title: 'General management', signatureHash: null, isApprover: false },
    { name: null, title: 'Head of the programme', signatureHash: null, isApprover: true },
  ],
};
