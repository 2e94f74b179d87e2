import { type Snapshot } from '../../domain/diploma';
import { type DiplomaWords } from '../diploma-words';

/** The sentences of one diploma: the template's, or the company's where it has chosen its own. */
export interface Sayings {
  readonly heading: string;
  readonly awardedTo: string;
  readonly forCompleting: string;
  /** Null where it would only repeat the heading. */
  readonly title: string | null;
  readonly hours: string;
  readonly dates: string;
}

/** The company words its diplomas of a unit; those of a year and of the programme keep their own heading, which says their rank. */
export function sayingsOf(snapshot: Snapshot, words: DiplomaWords): Sayings {
  const { kind, design, award, parts, completedOn, issuedOn } = snapshot;
  const { awardedTo = null, heading = null, forCompleting = null } = design.wording ?? {};
  const shared = { awardedTo: awardedTo ?? words.awardedTo, hours: words.hours(award.hours) };
  if (kind === 'unit')
    return {
      ...shared,
      heading: heading ?? words.heading,
      forCompleting: forCompleting ?? words.forCompleting,
      title: award.title,
      dates: words.dates(completedOn, issuedOn),
    };
  const ranked = kind === 'year' ? words.year(completedOn.slice(0, 4)) : words.programme(parts.length);
  return {
    ...shared,
    ...ranked,
    title: award.title === ranked.heading ? null : award.title,
    dates: words.rankDates(completedOn, issuedOn),
  };
}
