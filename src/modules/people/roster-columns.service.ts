import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { ImportId } from '#kernel/id';
import { type Outcome, done, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { RosterImports } from './data/roster-imports.repository';
import { RosterMappings, type RosterSource } from './data/roster-mappings.repository';
import { type ColumnMapping, patternOf } from './domain/roster-mapping';
import { ImportsUnderWay } from './imports-under-way';
import { RosterChecks } from './roster-checks';

export interface NamedColumns extends RosterSource {
  /** True while files with these headings are read by themselves. */
  readonly isRemembered: boolean;
}

/** Files that call their columns by names of their own: somebody says once which is which, and it is remembered for their source. */
@Injectable()
export class RosterColumnsService {
  constructor(
    private readonly mappings: RosterMappings,
    private readonly imports: RosterImports,
    private readonly checks: RosterChecks,
    private readonly underWay: ImportsUnderWay,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async of(id: ImportId): Promise<NamedColumns | null> {
    const source = await this.mappings.source(id);
    return source && { ...source, isRemembered: await this.mappings.isRemembered(source.signature) };
  }

  /** Takes what somebody says of the columns, remembers it, and checks the file with it after the answer. */
  async name(ctx: Context, id: ImportId, mapping: ColumnMapping): Promise<Outcome<ImportId, 'no-file'>> {
    const file = await this.work.run(async () => {
      const [found, source, bytes] = [await this.imports.find(id), await this.mappings.source(id), await this.mappings.bytes(id)];
      const from = found?.state === 'mapping' || found?.state === 'checked' ? found.state : null;
      if (!found || !source || !bytes || from === null) return null;
      if (!(await this.imports.move(id, from, { state: 'checking', problem: null }))) return null;
      const by = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
      await this.mappings.remember(source.signature, patternOf(found.fileName), mapping, ctx.now, by);
      const detail = Object.fromEntries(Object.entries(mapping).map(([column, index]) => [column, source.headings[index] ?? '']));
      await this.audit.record(ctx, { action: 'roster.columns-named', subject: { type: 'import', id }, detail });
      return { name: found.fileName, mode: found.mode, source: found.source, bytes, mapping: [source.signature, mapping] } as const;
    });
    if (file === null) return refused('no-file');
    this.underWay.start(id, () => this.checks.check(ctx, id, file));
    return done(id);
  }

  /** The next file with these headings asks again. */
  async forget(ctx: Context, id: ImportId): Promise<void> {
    await this.work.run(async () => {
      const source = await this.mappings.source(id);
      if (!source || (await this.mappings.forget(source.signature)) === 0) return;
      await this.audit.record(ctx, { action: 'roster.columns-forgotten', subject: { type: 'import', id } });
    });
  }
}
