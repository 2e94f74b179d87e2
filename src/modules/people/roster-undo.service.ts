import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { ImportId, PersonId } from '#kernel/id';
import { type Outcome, done, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { ViewEngine } from '#platform/views/engine';
import { Rosters } from './data/roster.repository';
import { RosterImports } from './data/roster-imports.repository';
import { RosterUndoing } from './data/roster-undoing';
import { RosterUndos } from './data/roster-undos.repository';
import type { RosterImport } from './domain/roster-import';
import { undoEndsAt, UNDO_DAYS, type UndoRest } from './domain/roster-undo';
import { RosterFollowers } from './roster-followers';
import { sayRest } from './roster-report';
import { type LockOut, RosterGuard, StepBack } from './roster-guard';

export type UndoRefusal = 'no-such-import' | 'not-applied' | 'already-undone' | 'too-late' | LockOut;

export interface Undone {
  readonly import: ImportId;
  /** People and suppliers who are again as they were, in whole or in part. */
  readonly takenBack: number;
  /** What stays as the import, or somebody since, left it. */
  readonly kept: readonly UndoRest[];
}

/** Takes an import back, for thirty days: what was changed since stays, and is named with the reason. */
@Injectable()
export class RosterUndoService {
  constructor(
    private readonly imports: RosterImports,
    private readonly rosters: Rosters,
    private readonly undoing: RosterUndoing,
    private readonly undos: RosterUndos,
    private readonly followers: RosterFollowers,
    private readonly guard: RosterGuard,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly views: ViewEngine,
  ) {}

  undo(ctx: Context, id: ImportId): Promise<Outcome<Undone, UndoRefusal>> {
    return this.carryOut(ctx, id, async (undone, moved) => {
      await this.followers.tell(ctx, moved);
      const detail = { takenBack: undone.takenBack, kept: undone.kept.length };
      await this.audit.record(ctx, { action: 'roster.import-undone', subject: { type: 'import', id }, detail });
    });
  }

  /** What an undo would do, found out by doing it and letting go of it again: so it cannot say anything else than the undo itself. */
  async rehearse(ctx: Context, id: ImportId): Promise<Outcome<Undone, UndoRefusal>> {
    try {
      return await this.carryOut(ctx, id, (undone) => Promise.reject(new Rehearsed(undone)));
    } catch (error) {
      if (error instanceof Rehearsed) return done(error.undone);
      throw error;
    }
  }

  /** What scripts rely on, in the language of whoever asks. */
  report(ctx: Context, { import: id, takenBack, kept }: Undone) {
    return {
      import: id,
      takenBack,
      kept: kept.map((one) => ({
        code: one.personCode,
        name: one.name,
        field: one.field,
        reason: one.reason,
        message: sayRest(one, ctx, this.views),
      })),
    };
  }

  private async carryOut(
    ctx: Context,
    id: ImportId,
    finish: (undone: Undone, moved: readonly PersonId[]) => Promise<void>,
  ): Promise<Outcome<Undone, UndoRefusal>> {
    try {
      return await this.work.run(async () => {
        await this.rosters.hold();
        const found = await this.imports.find(id);
        const refusal = refusalOf(found, ctx);
        if (refusal !== null) return refused(refusal, { days: UNDO_DAYS });
        if (!(await this.imports.move(id, 'applied', { state: 'undone' }))) return refused('already-undone', { days: UNDO_DAYS });
        const before = await this.guard.before(ctx);
        const tally = await this.undoing.undo(id);
        const kept = await this.undos.restOf(id, tally);
        const lockOut = await this.guard.lockOut(ctx, before);
        if (lockOut !== null) throw new StepBack(lockOut);
        await this.undos.keep(id, tally, kept, ctx.now, ctx.actor.kind === 'person' ? ctx.actor.personId : null);
        const undone = { import: id, takenBack: tally.takenBack, kept };
        await finish(undone, [...tally.moved]);
        return done(undone);
      });
    } catch (error) {
      if (error instanceof StepBack) return refused(error.reason);
      throw error;
    }
  }
}

function refusalOf(found: RosterImport | null, { now }: Context): UndoRefusal | null {
  if (!found) return 'no-such-import';
  if (found.state === 'undone') return 'already-undone';
  if (found.state !== 'applied' || found.appliedAt === null) return 'not-applied';
  return now >= undoEndsAt(found.appliedAt) ? 'too-late' : null;
}

class Rehearsed extends Error {
  constructor(readonly undone: Undone) {
    super('only rehearsed');
  }
}
