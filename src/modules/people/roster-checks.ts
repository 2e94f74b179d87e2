import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type ImportId, newId } from '#kernel/id';
import { type Outcome, done, refused } from '#kernel/outcome';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { CompanyService } from './company.service';
import { Rosters } from './data/roster.repository';
import { RosterMappings } from './data/roster-mappings.repository';
import { RosterImports } from './data/roster-imports.repository';
import { countsOf, type RosterImport } from './domain/roster-import';
import { FILE_LIMITS } from './domain/roster-columns';
import type { ImportSource } from './domain/roster-import';
import { type ColumnMapping, patternOf } from './domain/roster-mapping';
import type { ImportMode } from './domain/roster-plan';
import type { FileProblem, FileProblemCode } from './domain/roster-problem';
import { readRosterFile } from './files/read-roster-file';
import { ColumnsUnknown, FileRefused } from './files/roster-table';
import { ImportsUnderWay } from './imports-under-way';
import { planInTurns } from './plan-in-turns';

export interface BroughtFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mode: ImportMode;
  readonly source: ImportSource;
  /** What somebody has just said about its columns, by the signature of their header row. */
  readonly mapping?: readonly [string, ColumnMapping];
}

/** From the bytes that somebody brought to a preview that somebody can judge. Nothing on the roster changes here. */
@Injectable()
export class RosterChecks {
  constructor(
    private readonly rosters: Rosters,
    private readonly imports: RosterImports,
    private readonly mappings: RosterMappings,
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

  /** A file that nobody needs to read. */
  async refuse(id: ImportId, code: FileProblemCode): Promise<void> {
    const problem = new FileRefused(code, { limit: FILE_LIMITS.bytes / 1024 / 1024 }).problem;
    await this.work.run(() => this.imports.move(id, 'checking', { state: 'refused', problem: JSON.stringify(problem) }));
  }

  async check(ctx: Context, id: ImportId, file: BroughtFile): Promise<Outcome<undefined, FileProblemCode>> {
    try {
      await this.preview(ctx, id, file);
      return done();
    } catch (error) {
      const problem = error instanceof FileRefused ? error.problem : UNEXPECTED;
      if (!(error instanceof FileRefused)) this.log.error({ import: id, error }, 'a roster file could not be checked');
      await this.work.run(async () => {
        if (error instanceof ColumnsUnknown) await this.mappings.keep(id, error.columns, null, file.bytes, ctx.now);
        const state = error instanceof ColumnsUnknown ? 'mapping' : 'refused';
        await this.imports.move(id, 'checking', { state, problem: JSON.stringify(problem) });
      });
      // Whoever has no page in front of them is told where the file waits for the names of its columns.
      return refused(problem.code, { ...problem.values, ...(error instanceof ColumnsUnknown ? { import: id } : {}) });
    }
  }

  /** @throws FileRefused with the reason why there can be no preview. */
  private async preview(ctx: Context, id: ImportId, file: BroughtFile): Promise<void> {
    const lines = estimatedRows(file.bytes);
    const mappings = file.mapping ? new Map([file.mapping]) : await this.mappings.known(patternOf(file.name));
    const onRow = (rows: number): void => this.underWay.report(id, { phase: 'reading', rows, percent: Math.min(60, (60 * rows) / lines) });
    const read = await readRosterFile(file.bytes, { mappings, onRow });
    const rows = read.accepted.length + read.refused.length;
    this.underWay.report(id, { phase: 'comparing', rows, percent: 65 });
    const { language } = await this.company.current();
    const plan = await planInTurns(await this.rosters.load(), read, file.mode, ctx.today, language);
    this.underWay.report(id, { phase: 'comparing', rows, percent: 80 });
    await this.imports.keepPreview(id, plan, read.accepted);
    const ignored = read.ignoredColumns.slice(0, 20).join(', ');
    const problem = ignored === '' ? null : JSON.stringify({ code: 'ignored-columns', values: { columns: ignored } });
    const kept = await this.work.run(async () => {
      if (read.mapped) {
        await this.mappings.keep(id, read.mapped, read.mapped.mapping, file.bytes, ctx.now);
        await this.mappings.used(read.mapped.signature, ctx.now);
      }
      return this.imports.move(id, 'checking', { state: 'checked', problem, progress: rows, ...countsOf(plan) });
    });
    // Nobody to hand it to when another start of the process has given this import up meanwhile.
    if (!kept) throw new FileRefused('interrupted');
  }
}

const UNEXPECTED: FileProblem = { code: 'unexpected', values: {} };

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
