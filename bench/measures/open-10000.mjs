import { MOODLE } from '../peer.mjs';
import { opening } from '../support/opening.mjs';

export const { prepare, measure } = opening({ people: 10_000, target: 1, peer: MOODLE.openSeconds });
