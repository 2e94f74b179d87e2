import { type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { type EditionId, newId, type PersonId } from '#kernel/id';
import { startOfDay, plusHours } from '#kernel/instant';
import { RosterService } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { createWorld, type World } from '../support/world';

export const UNIT = '01-mi-trabajo-es-el-cliente';
export const SECOND_UNIT = '02-segunda';

/** The cast in a company with two published units, and words for what happens to it. */
export interface ProgrammeWorld {
  readonly app: TestApp;
  readonly world: World;
  readonly programme: ProgrammeService;
  /** What a job or the command line would say. */
  system(): Context;
  by(personId: PersonId): Context;
  /** The morning of a day. */
  on(day: string): void;
  /** Rows of a roster file, applied. */
  roster(...rows: readonly string[]): Promise<void>;
  assignments(): Promise<StoredAssignment[]>;
}

export interface StoredAssignment {
  readonly personId: PersonId;
  readonly dueOn: CalendarDate;
  readonly dueReason: string;
  readonly startedAt: string | null;
  readonly leftOn: CalendarDate | null;
  readonly round: string;
}

export async function startProgramme(): Promise<ProgrammeWorld> {
  const app = await startApp();
  const world = await createWorld(app);
  await publish(app, UNIT);
  await publish(app, SECOND_UNIT);
  return programmeOf(app, world);
}

export function programmeOf(app: TestApp, world: World): ProgrammeWorld {
  const system = (): Context => app.get(Contexts).system('test');
  return {
    app,
    world,
    programme: app.get(ProgrammeService),
    system,
    by: (personId) => ({
      ...system(),
      actor: { kind: 'person', personId, name: 'Ada Aguilar', roles: ['hr'], isManager: false, supplierIds: [] },
    }),
    on: (day) => app.clock.stopAt(plusHours(startOfDay(app.clock.zone, toCalendarDate(day)), 9)),
    async roster(...rows) {
      const text = ['person_code,given_name,family_name,kind,supplier,team,starts_on,ends_on', ...rows].join('\n');
      const roster = app.get(RosterService);
      const checked = await roster.checkFile(system(), { name: 'r.csv', bytes: Buffer.from(text), mode: 'partial', source: 'command' });
      if (!checked.ok) throw new Error(checked.refusal);
      if (checked.value.rejected.length > 0) throw new Error(JSON.stringify(checked.value.rejected));
      const applied = await roster.apply(system(), checked.value.import, { approve: true });
      if (!applied.ok) throw new Error(applied.refusal);
    },
    assignments: () =>
      app.db.rows<StoredAssignment>(sql`
        SELECT a.person_id, a.due_on, a.due_reason, a.started_at, a.left_on, r.code AS round FROM assignment a JOIN round r ON r.id = a.round_id ORDER BY a.id`),
  };
}

export async function publish(app: TestApp, unit: string): Promise<EditionId> {
  const id = newId<'edition'>();
  const edition = {
    id,
    unit,
    number: 1,
    contentHash: unit,
    titleEs: `Unidad ${unit}`,
    titleEn: `Unit ${unit}`,
    content: '{}',
    publishedAt: MONDAY,
    publishedBy: null,
  };
  await app.work.run(() => app.db.insert('edition', [edition]));
  return id;
}

/** The value of something that must have been done. */
export function value<T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: string }): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`);
  return outcome.value;
}
