/** By what a report divides the people of a round. */
export const DIMENSIONS = ['team', 'supplier', 'site', 'kind'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
