import type { DiplomaDesignId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { type Locale, LOCALES } from '#kernel/locale';
import type { Paper, TemplateName, Wording } from './diploma';
import { type Appearance, SIGNATORIES } from './issue';

/** How diplomas look and who signs them: a draft until somebody approves it, in use until another is approved. */
export interface DiplomaDesign extends DesignContent {
  readonly id: DiplomaDesignId;
  readonly number: number;
  readonly createdAt: Instant;
  readonly createdBy: PersonId | null;
  readonly approvedAt: Instant | null;
  readonly approvedBy: PersonId | null;
  readonly retiredAt: Instant | null;
}

export interface DesignContent {
  readonly template: TemplateName;
  readonly paper: Paper;
  /** Null for the company's own. */
  readonly hue: number | null;
  readonly logoHash: string | null;
  readonly sealHash: string | null;
  readonly signatories: Readonly<Record<Locale, Appearance['signatories']>>;
  readonly wording: Readonly<Record<Locale, Wording>>;
}

export const MOST_SIGNATORIES = 3;

const OWN_WORDS: Wording = { heading: null, awardedTo: null, forCompleting: null };

/** How diplomas look as long as nobody has approved another design. */
export const FIRST_DESIGN: DesignContent = {
  template: 'classic',
  paper: 'a4',
  hue: null,
  logoHash: null,
  sealHash: null,
  signatories: SIGNATORIES,
  wording: { es: OWN_WORDS, en: OWN_WORDS },
};

export type DesignStatus = 'draft' | 'in-use' | 'retired' | 'discarded';

export function statusOfDesign({ approvedAt, retiredAt }: Pick<DiplomaDesign, 'approvedAt' | 'retiredAt'>): DesignStatus {
  if (approvedAt === null) return retiredAt === null ? 'draft' : 'discarded';
  return retiredAt === null ? 'in-use' : 'retired';
}

/** The hashes of the pictures that a design brings along. */
export function picturesOfDesign({ logoHash, sealHash, signatories }: DesignContent): readonly string[] {
  const signed = LOCALES.flatMap((locale) => signatories[locale].map(({ signatureHash }) => signatureHash));
  return [...new Set([logoHash, sealHash, ...signed].filter((hash) => hash !== null))];
}

/** The company, as far as its diplomas show it. */
export interface CompanyOnPaper {
  readonly name: string;
  readonly hue: number;
  readonly logoHash: string | null;
}

/** What a diploma issued in this design looks like, in each language. */
export function appearancesOf(design: DesignContent, company: CompanyOnPaper): Readonly<Record<Locale, Appearance>> {
  const { template, paper, hue, logoHash, sealHash, signatories, wording } = design;
  const inLanguage = (locale: Locale): Appearance => ({
    design: { template, version: 1, paper, wording: isOwn(wording[locale]) ? wording[locale] : null },
    issuer: { name: company.name, hue: hue ?? company.hue, logoHash: logoHash ?? company.logoHash, sealHash },
    signatories: signatories[locale],
  });
  return { es: inLanguage('es'), en: inLanguage('en') };
}

const isOwn = (wording: Wording): boolean => Object.values(wording).some((words) => words !== null);
