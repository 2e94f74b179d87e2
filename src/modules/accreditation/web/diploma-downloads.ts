import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { NotFound } from '#platform/http/errors';
import { download, redirect, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { type Scope, TeamDiplomasReadModel } from '../data/team-diplomas.read-model';
import { DiplomaArchive } from './diploma-archive';

/** Many diplomas as one file, for whoever answers for their holders; each download leaves a line. */
@Injectable()
export class DiplomaDownloads {
  constructor(
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly archive: DiplomaArchive,
    private readonly accreditation: AccreditationService,
  ) {}

  /** Back to `from` where there are none. */
  async zip(ctx: Context, scope: Omit<Scope, 'today'>, from: string): Promise<Reply> {
    const { round } = scope;
    if (round !== null && !(await this.diplomas.roundExists(round))) throw new NotFound('no such round');
    const filed = await this.diplomas.of({ ...scope, today: ctx.today });
    if (filed.length === 0) return redirect(from, { kind: 'refused', key: 'accreditation.flash.no-diplomas' });
    await this.accreditation.noteDownload(ctx, filed.length, round);
    return download({
      name: `diplomas-${round ?? ctx.today}.zip`,
      type: 'application/zip',
      body: this.archive.zipOf(filed, ctx.locale),
    });
  }
}
