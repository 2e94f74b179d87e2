import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { NotFound } from '#platform/http/errors';
import { download, redirect, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { type Scope, TeamDiplomasReadModel } from '../data/team-diplomas.read-model';
import { DRAWN_AT_ONCE } from '../domain/download';
import { DiplomaArchive } from './diploma-archive';

/** A few diplomas in one ZIP, drawn while the answer goes out; many are asked for as a download. Each leaves a line. */
@Injectable()
export class DiplomaDownloads {
  constructor(
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly archive: DiplomaArchive,
    private readonly accreditation: AccreditationService,
  ) {}

  /** Back to `from` where there are none; on to `many` where there are too many to wait for. */
  async zip(ctx: Context, scope: Omit<Scope, 'today'>, { from, many }: { from: string; many: string }): Promise<Reply> {
    const { round } = scope;
    if (round !== null && !(await this.diplomas.roundExists(round))) throw new NotFound('no such round');
    const filed = await this.diplomas.of({ ...scope, today: ctx.today });
    if (filed.length === 0) return redirect(from, { kind: 'refused', key: 'accreditation.flash.no-diplomas' });
    if (filed.length > DRAWN_AT_ONCE)
      return redirect(many, { kind: 'done', key: 'accreditation.flash.many-diplomas', values: { count: filed.length } });
    await this.accreditation.noteDownload(ctx, filed.length, round);
    return download({
      name: `diplomas-${round ?? ctx.today}.zip`,
      type: 'application/zip',
      body: this.archive.zipOf(filed, ctx.locale),
    });
  }
}
