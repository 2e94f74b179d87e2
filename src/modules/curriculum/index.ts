// Knows the units as their authors wrote them, whether they are good enough to publish, and the frozen editions; not who must take them.
export * from './domain/edition';
export type { Audience, Cell, CellName, Kind, Level, PlanPrompt, TestRule } from './domain/unit';
