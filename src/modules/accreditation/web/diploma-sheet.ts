import type { PdfDocument, Sheet } from '#platform/pdf/sheet';
import { toInstant } from '#kernel/instant';
import { holderName, type Snapshot, type TemplateName } from '../domain/diploma';
import { classic } from './designs/classic';
import { modern } from './designs/modern';
import { type Drawing, type Inks, PAGES } from './designs/paper';
import { sayingsOf } from './designs/sayings';
import { sober } from './designs/sober';
import { WORDS } from './diploma-words';
import { inkOf } from './ink';

/** The diploma as a document. The moment in the file is the first of the day of issue, so that it is the same whenever it is made. */
export function diplomaDocument(snapshot: Snapshot, pictures: ReadonlyMap<string, Buffer>): PdfDocument {
  return {
    title: WORDS[snapshot.locale].documentTitle(holderName(snapshot.holder), snapshot.award.title),
    author: snapshot.issuer.name,
    language: snapshot.locale,
    createdAt: toInstant(`${snapshot.issuedOn}T00:00:00Z`),
    keywords: snapshot.code,
    sheets: [diplomaSheet(snapshot, pictures)],
  };
}

/** The drawings by template and version: one that is to look otherwise is a new version, and what was issued with the old one keeps it. */
const DRAWINGS: Readonly<Record<TemplateName, Readonly<Record<1, Drawing>>>> = {
  classic: { 1: classic },
  modern: { 1: modern },
  sober: { 1: sober },
};

/** What stands where on the diploma. */
export function diplomaSheet(snapshot: Snapshot, pictures: ReadonlyMap<string, Buffer>): Sheet {
  const { template, version, paper } = snapshot.design;
  const { width, height } = PAGES[paper];
  const words = WORDS[snapshot.locale];
  const items = DRAWINGS[template][version]({
    snapshot,
    page: PAGES[paper],
    inks: inksOf(snapshot),
    words,
    say: sayingsOf(snapshot, words),
    picture: (hash) => (hash === null ? null : (pictures.get(hash) ?? null)),
  });
  return { width, height, items };
}

/** Every one of them is dark enough to be read in grey, but for `line`, in which only ornaments are drawn. */
function inksOf({ issuer }: Snapshot): Inks {
  return { text: '#1c1b19', quiet: '#55524d', brand: inkOf(issuer.hue, 0.4, 0.09), line: inkOf(issuer.hue, 0.58, 0.08) };
}
