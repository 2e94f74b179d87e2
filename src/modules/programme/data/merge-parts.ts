import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actingPerson, type Context } from '#kernel/context';
import type { AssignmentId } from '#kernel/id';
import { type Exchange, type MergedPair, PersonMergeParts } from '#modules/people';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { Occasion } from '../domain/assignment-event';
import { assignmentsOfOne, type RivalAssignment } from '../domain/stronger-assignment';
import { AssignmentsRepository } from './assignments.repository';
import { ProgrammeRepository } from './programme.repository';

/** What somebody owes, and the reasons why not, when two records turn out to be one person. */
@Injectable()
export class ProgrammeMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly programme: ProgrammeRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add(
      {
        table: 'assignment',
        column: 'person_id',
        fate: 'moves',
        place: 30,
        plan: (pair) => this.stronger(pair),
        planBack: (_, exchange, __, since) => this.unusedSince(exchange, since),
        settle: (pair) => this.withdraw(pair),
        unsettle: ({ ctx }, ids) => this.assignments.reinstate(ids as readonly AssignmentId[], occasionOf(ctx)),
      },
      { table: 'exemption', column: 'person_id', fate: 'moves', place: 31 },
      { table: 'extension', column: 'person_id', fate: 'moves', place: 32 },
    );
  }

  private async stronger({ ctx, kept, merged }: MergedPair): Promise<Exchange> {
    await this.programme.queue(ctx.now);
    const all = await this.db.rows<RivalAssignment>(sql`
      SELECT id, person_id, round_id, assigned_at, started_at, completed_at FROM assignment WHERE person_id IN (${list([kept, merged])}) ORDER BY id`);
    return assignmentsOfOne(
      all.filter(({ personId }) => personId === kept),
      all.filter(({ personId }) => personId === merged),
    );
  }

  /** What was begun or completed since the merge was done by the person who is kept, and so was what it replaced. */
  private async unusedSince({ toKept, toMerged }: Exchange, since: string): Promise<Exchange> {
    const used = await this.db.rows<{ id: string; roundId: string }>(sql`
      SELECT id, round_id FROM assignment WHERE id IN (${list(toKept)}) AND (started_at > ${since} OR completed_at > ${since})`);
    if (used.length === 0) return { toKept, toMerged };
    const staying = new Set(used.map(({ id }) => id));
    const rivals = await this.db.rows<{ id: string }>(
      sql`SELECT id FROM assignment WHERE id IN (${list(toMerged)}) AND round_id IN (${list(used.map(({ roundId }) => roundId))})`,
    );
    for (const { id } of rivals) staying.add(id);
    return { toKept: toKept.filter((id) => !staying.has(id)), toMerged: toMerged.filter((id) => !staying.has(id)) };
  }

  /** What the merged record keeps counts nowhere, in closed rounds too: it is nobody's any more. */
  private async withdraw({ ctx, merged }: MergedPair): Promise<AssignmentId[]> {
    const open = await this.db.rows<{ id: AssignmentId }>(sql`SELECT id FROM assignment WHERE person_id = ${merged} AND left_on IS NULL`);
    const ids = open.map(({ id }) => id);
    await this.assignments.release(ids, ctx.today, occasionOf(ctx));
    return ids;
  }
}

const occasionOf = (ctx: Context): Occasion => ({ at: ctx.now, cause: 'merge', byId: actingPerson(ctx) });
