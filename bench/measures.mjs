import { coverage100k } from './measures/coverage.mjs';
import { diplomas } from './measures/diplomas.mjs';
import { downloads } from './measures/downloads.mjs';
import { importing, importing100k } from './measures/import.mjs';
import { opening } from './measures/opening.mjs';
import { pages } from './measures/pages.mjs';
import { queries } from './measures/queries.mjs';
import { report } from './measures/report.mjs';
import { MOODLE } from './peer.mjs';

/** What is measured, in the order of the table. `measure` answers the rows; `prepare`, where there is one, fills the tables before. */
export const MEASURES = {
  import: importing,
  import100k: importing100k,
  'open-10000': opening({ people: 10_000, target: 1, peer: MOODLE.openSeconds }),
  'open-100000': opening({ people: 100_000, target: 10 }),
  queries,
  pages,
  coverage100k,
  diplomas,
  downloads,
  report,
};
