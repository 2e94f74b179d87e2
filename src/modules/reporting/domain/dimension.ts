/** By what a report divides the people of a round. */
export const DIMENSIONS = ['team', 'supplier', 'kind'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
