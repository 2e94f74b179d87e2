/** By what a report divides the people of a round. */
export const DIMENSIONS = ['team', 'supplier', 'site', 'kind'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What has a name of its own, and a place to be looked up. */
export const GROUPS = ['team', 'supplier', 'site'] as const;
export type Group = (typeof GROUPS)[number];
