import type { AccreditedUnit, Award, Issuer, Signatory, Snapshot } from './diploma';

/** The first form in which diplomas were frozen: of one unit, in one design. */
interface FirstSnapshot extends Pick<Snapshot, 'code' | 'locale' | 'holder' | 'completedOn' | 'issuedOn' | 'verifyAt'> {
  readonly template: 1;
  readonly unit: AccreditedUnit & Award;
  readonly round: string;
  readonly issuer: Omit<Issuer, 'sealHash'>;
  readonly signatories: readonly Omit<Signatory, 'signatureHash'>[];
}

/** What was frozen, in whichever form it was written at the time. Its hash is of the text as it was, so it is never written anew. */
export function readSnapshot(text: string): Snapshot {
  const read = JSON.parse(text) as Snapshot | FirstSnapshot;
  if ('format' in read) return read;
  const { code, locale, holder, unit, round, completedOn, issuedOn, issuer, signatories, verifyAt } = read;
  return {
    format: 2,
    kind: 'unit',
    level: 'learned',
    design: { template: 'classic', version: 1, paper: 'a4', wording: null },
    code,
    locale,
    holder,
    award: { title: unit.title, hours: unit.hours, skills: unit.skills },
    unit: { unit: unit.unit, edition: unit.edition, contentHash: unit.contentHash },
    parts: [],
    round,
    completedOn,
    issuedOn,
    issuer: { ...issuer, sealHash: null },
    signatories: signatories.map((signatory) => ({ ...signatory, signatureHash: null })),
    verifyAt,
  };
}
