// Knows the units as their authors wrote them, whether they are good enough to publish, and the frozen editions; not who must take them.
export { CurriculumModule } from './curriculum.module';
export { CurriculumService, type PublishRefusal, type Remark, type UnitOverview, type UnitReport } from './curriculum.service';
export * from './domain/edition';
export type { Audience, CellName, Kind, Level, PlanPrompt, TestRule } from './domain/unit';
