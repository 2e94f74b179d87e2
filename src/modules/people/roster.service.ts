import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { ImportId } from '#kernel/id';
import { plusDaysOf24Hours } from '#kernel/instant';
import { type Outcome, done, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { ViewEngine } from '#platform/views/engine';
import { CompanyService } from './company.service';
import { Rosters } from './data/roster.repository';
import { isStillTrue, RosterImports } from './data/roster-imports.repository';
import { RosterMappings } from './data/roster-mappings.repository';
import { RosterWriter } from './data/roster-writer';
import { countsOf, type RosterImport } from './domain/roster-import';
import type { FileProblemCode } from './domain/roster-problem';
import { UNDO_DAYS } from './domain/roster-undo';
import { ImportsUnderWay } from './imports-under-way';
import { type BroughtFile, RosterChecks } from './roster-checks';
import { planInTurns } from './plan-in-turns';
import { RosterFollowers } from './roster-followers';
import { type LockOut, RosterGuard, StepBack } from './roster-guard';
import { type ImportReport, reportOf } from './roster-report';

export type ApplyRefusal =
  | 'no-such-import'
  | 'still-checking'
  | 'being-applied'
  | 'already-applied'
  | 'file-was-refused'
  | 'needs-approval'
  | 'columns-unknown'
  | 'undone'
  | LockOut
  | 'roster-changed';

/** Brings files onto the roster: check, look, apply. */
@Injectable()
export class RosterService {
  constructor(
    private readonly checks: RosterChecks,
    private readonly imports: RosterImports,
    private readonly rosters: Rosters,
    private readonly writer: RosterWriter,
    private readonly followers: RosterFollowers,
    private readonly guard: RosterGuard,
    private readonly mappings: RosterMappings,
    private readonly company: CompanyService,
    private readonly underWay: ImportsUnderWay,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly views: ViewEngine,
  ) {}

  /** What a process that was killed left half-way: nothing of it is on the roster, and now it says so. */
  async giveUpInterrupted(): Promise<void> {
    await this.work.run(() => this.imports.interrupt(INTERRUPTED));
  }

  /** Files that nobody has applied in the time in which an import can be taken back, and what is kept of refused ones; their lines in the list stay. */
  async forgetPreviews(ctx: Context): Promise<number> {
    return this.work.run(async () => {
      const old = await this.imports.unapplied(plusDaysOf24Hours(ctx.now, -UNDO_DAYS));
      for (const found of old) await this.letGo(ctx, found, EXPIRED, { action: 'import.preview-forgotten' });
      return old.length;
    });
  }

  /** A file that nobody wants: it waits for no one any more, and what it said of people goes. The same file from the inbox is put aside too. */
  async discard(ctx: Context, id: ImportId): Promise<Outcome<ImportId, 'no-such-import' | 'not-waiting' | 'already-discarded'>> {
    return this.work.run(async () => {
      const found = await this.imports.find(id);
      if (!found) return refused('no-such-import');
      if (found.problem === DISCARDED) return refused('already-discarded');
      if (found.state !== 'checked' && found.state !== 'mapping') return refused('not-waiting');
      const said = { action: 'import.discarded', detail: { file: found.fileName } };
      return (await this.letGo(ctx, found, DISCARDED, said)) ? done(id) : refused('not-waiting');
    });
  }

  /** Its line in the list stays. False when somebody was quicker. */
  private async letGo(
    ctx: Context,
    { id, state }: Pick<RosterImport, 'id' | 'state'>,
    problem: string,
    said: { readonly action: string; readonly detail?: Record<string, string> },
  ): Promise<boolean> {
    if (state !== 'refused' && !(await this.imports.move(id, state, { state: 'refused', problem }))) return false;
    await this.imports.forgetRows(id);
    await this.mappings.letGo(id);
    await this.audit.record(ctx, { ...said, subject: { type: 'import', id } });
    return true;
  }

  /** Checks a file to the end. The code of a refusal is the message `people.file.<code>`. */
  async checkFile(ctx: Context, file: BroughtFile): Promise<Outcome<ImportReport, FileProblemCode>> {
    const id = await this.checks.receive(ctx, file);
    const checked = await this.checks.check(ctx, id, file);
    return checked.ok ? done(await this.report(ctx, id)) : checked;
  }

  /** Takes a file and checks it after the answer: a long one is watched on the import's page. */
  async startCheck(ctx: Context, file: BroughtFile): Promise<ImportId> {
    const id = await this.checks.receive(ctx, file);
    this.underWay.start(id, () => this.checks.check(ctx, id, file));
    return id;
  }

  /** Applies a checked import exactly once, however often and from wherever it is asked. */
  async apply(ctx: Context, id: ImportId, options: { readonly approve: boolean }): Promise<Outcome<ImportReport, ApplyRefusal>> {
    const claimed = await this.claim(ctx, id, options.approve);
    if (!claimed.ok) return claimed;
    const applied = await this.carryOut(ctx, claimed.value, options.approve);
    return applied.ok ? done(await this.report(ctx, id)) : applied;
  }

  /** As {@link apply}, after the answer. What would refuse it at once still does. */
  async startApply(ctx: Context, id: ImportId, options: { readonly approve: boolean }): Promise<Outcome<ImportId, ApplyRefusal>> {
    const claimed = await this.claim(ctx, id, options.approve);
    if (!claimed.ok) return claimed;
    this.underWay.start(id, () => this.carryOut(ctx, claimed.value, options.approve));
    return done(id);
  }

  async report(ctx: Context, id: ImportId): Promise<ImportReport> {
    const found = await this.imports.find(id);
    if (!found) throw new Error('there is no such import');
    return reportOf(found, await this.imports.refusedRows(id), await this.imports.doubts(id), ctx.locale, this.views);
  }

  /** Whoever signs the list must still be able to sign in: a full file without one's own row is an oversight. */
  async showsOut(ctx: Context, id: ImportId): Promise<boolean> {
    return ctx.actor.kind === 'person' && (await this.imports.showsOut(id, ctx.actor.personId));
  }

  private async claim(ctx: Context, id: ImportId, approve: boolean): Promise<Outcome<RosterImport, ApplyRefusal>> {
    return this.work.run(async () => {
      const found = await this.imports.find(id);
      if (!found) return refused('no-such-import');
      if (found.state !== 'checked') return refused(STATE_REFUSALS[found.state]);
      if (found.needsApproval === 1 && !approve) return refused('needs-approval');
      if (await this.showsOut(ctx, id)) return refused('you-would-leave');
      if (await this.imports.move(id, 'checked', { state: 'applying', problem: null }))
        return done({ ...found, state: 'applying' as const });
      return refused('being-applied');
    });
  }

  private async carryOut(ctx: Context, found: RosterImport, approve: boolean): Promise<Outcome<undefined, ApplyRefusal>> {
    try {
      return await this.work.run(() => this.write(ctx, found, approve));
    } catch (error) {
      if (error instanceof StepBack) {
        const problem = JSON.stringify({ code: error.reason, values: {} });
        await this.work.run(() => this.imports.move(found.id, 'applying', { state: 'checked', problem }));
        return refused(error.reason);
      }
      await this.work.run(() => this.imports.move(found.id, 'applying', { state: 'checked', problem: FAILED }));
      throw error;
    }
  }

  /** Everything that becomes true together. The plan is made again first: the roster may not be what the preview saw. */
  private async write(ctx: Context, found: RosterImport, approve: boolean): Promise<Outcome<undefined, ApplyRefusal>> {
    const { id, mode, rows } = found;
    await this.rosters.hold();
    this.underWay.report(id, { phase: 'comparing', rows, percent: 10 });
    const preview = await this.imports.preview(id);
    const roster = await this.rosters.load();
    const plan = await planInTurns(roster, preview.file, mode, ctx.today, (await this.company.current()).language);
    if (!isStillTrue(preview, plan)) {
      await this.imports.keepPreview(id, plan, preview.file.accepted);
      await this.imports.move(id, 'applying', { state: 'checked', problem: CHANGED, ...countsOf(plan) });
      return refused('roster-changed');
    }
    this.underWay.report(id, { phase: 'writing', rows, percent: 40 });
    const before = await this.guard.before(ctx);
    const moved = await this.writer.write(id, plan, roster.people, ctx.now);
    const lockOut = await this.guard.lockOut(ctx, before);
    if (lockOut !== null) throw new StepBack(lockOut);
    this.underWay.report(id, { phase: 'writing', rows, percent: 75 });
    await this.followers.tell(ctx, moved);
    const appliedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const detail = { file: found.fileName, hash: found.fileHash, mode, ...plan.counts, approved: plan.approval.length > 0 && approve };
    await this.audit.record(ctx, { action: 'roster.imported', subject: { type: 'import', id }, detail });
    const approvedBy = plan.approval.length > 0 ? appliedBy : null;
    await this.mappings.letGo(id);
    const finished = await this.imports.move(id, 'applying', { state: 'applied', appliedAt: ctx.now, appliedBy, approvedBy });
    // Another process has given this import up and may apply it itself: then nothing of this is kept.
    if (!finished) throw new Error('the import was given up while it was being applied');
    return done();
  }
}

const STATE_REFUSALS = {
  checking: 'still-checking',
  applying: 'being-applied',
  applied: 'already-applied',
  mapping: 'columns-unknown',
  undone: 'undone',
  refused: 'file-was-refused',
} as const;

const DISCARDED = JSON.stringify({ code: 'discarded', values: {} });
const EXPIRED = JSON.stringify({ code: 'expired', values: {} });
const INTERRUPTED = JSON.stringify({ code: 'interrupted', values: {} });
const FAILED = JSON.stringify({ code: 'failed', values: {} });
const CHANGED = JSON.stringify({ code: 'roster-changed', values: {} });
