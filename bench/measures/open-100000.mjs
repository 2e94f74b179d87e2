import { opening } from '../support/opening.mjs';

export const { prepare, measure } = opening({ people: 100_000, target: 10 });
