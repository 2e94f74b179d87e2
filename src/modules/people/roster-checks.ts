import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type ImportId, newId } from '#kernel/id';
import { type Outcome, done, refused } from '#kernel/outcome';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { CompanyService } from './company.service';
import { Rosters } from './data/roster.repository';
import { RosterImports } from './data/roster-imports.repository';
import { countsOf, type RosterImport } from './domain/roster-import';
import { type ImportMode, planRoster } from './domain/roster-plan';
import type { FileProblem, FileProblemCode } from './domain/roster-problem';
import { readRosterFile } from './files/read-roster-file';
import { FileRefused } from './files/roster-table';
import { ImportsUnderWay } from './imports-under-way';

export interface BroughtFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mode: ImportMode;
  readonly source: 'page' | 'command';
}

/** From the bytes that somebody brought to a preview that somebody can judge. Nothing on the roster changes here. */
@Injectable()
export class RosterChecks {
  constructor(
    private readonly rosters: Rosters,
    private readonly imports: RosterImports,
    private readonly company: CompanyService,
    private readonly underWay: ImportsUnderWay,
    private readonly work: UnitOfWork,
    private readonly log: Log,
  ) {}

  /** Notes that a file has come, so that it can be found again whatever happens next. */
  async receive(ctx: Context, file: BroughtFile): Promise<ImportId> {
    const id = newId<'import'>();
    const fileHash = createHash('sha256').update(file.bytes).digest('hex');
    const fileName = file.name.replace(/\p{C}/gu, '').slice(-200) || '-';
    const checkedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const { mode, source } = file;
    const begun: RosterImport = { ...NOTHING_YET, id, fileName, fileHash, mode, source, checkedAt: ctx.now, checkedBy };
    await this.work.run(() => this.imports.add(begun));
    return id;
  }

  async check(ctx: Context, id: ImportId, file: BroughtFile): Promise<Outcome<undefined, FileProblemCode>> {
    const problem = await this.preview(ctx, id, file);
    if (problem === null) return done();
    await this.work.run(() => this.imports.move(id, 'checking', { state: 'refused', problem: JSON.stringify(problem) }));
    return refused(problem.code, problem.values);
  }

  /** The reason why there can be no preview; null when there is one. */
  private async preview(ctx: Context, id: ImportId, file: BroughtFile): Promise<FileProblem | null> {
    try {
      const lines = estimatedRows(file.bytes);
      const read = await readRosterFile(file.bytes, (rows) =>
        this.underWay.report(id, { phase: 'reading', rows, percent: Math.min(60, (60 * rows) / lines) }),
      );
      const rows = read.accepted.length + read.refused.length;
      this.underWay.report(id, { phase: 'comparing', rows, percent: 65 });
      const { language } = await this.company.current();
      const plan = planRoster(await this.rosters.load(), read, file.mode, ctx.today, language);
      this.underWay.report(id, { phase: 'comparing', rows, percent: 80 });
      await this.imports.keepPreview(id, plan, new Map(read.accepted.map((row) => [row.row, row])));
      const notice =
        read.ignoredColumns.length > 0
          ? { code: 'ignored-columns', values: { columns: read.ignoredColumns.slice(0, 20).join(', ') } }
          : null;
      const problem = notice === null ? null : JSON.stringify(notice);
      const kept = await this.work.run(() =>
        this.imports.move(id, 'checking', { state: 'checked', problem, progress: rows, ...countsOf(plan) }),
      );
      // Nobody to hand it to when another start of the process has given this import up meanwhile.
      if (!kept) throw new FileRefused('interrupted');
      return null;
    } catch (error) {
      if (error instanceof FileRefused) return error.problem;
      this.log.error({ import: id, error }, 'a roster file could not be checked');
      return { code: 'unexpected', values: {} };
    }
  }
}

/** Lines of a text; of a workbook nobody knows before reading it. */
function estimatedRows(bytes: Buffer): number {
  let lines = 1;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

const NOTHING_YET = {
  state: 'checking',
  progress: 0,
  rows: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  returned: 0,
  leftCount: 0,
  rejected: 0,
  needsApproval: 0,
  problem: null,
  appliedAt: null,
  appliedBy: null,
  approvedBy: null,
} as const;
