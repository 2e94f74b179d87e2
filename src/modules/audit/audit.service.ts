import { Injectable } from '@nestjs/common';
import type { Actor, Context } from '#kernel/context';
import { AuditLines } from './data/audit-lines.repository';
import type { AuditLineEntity } from './data/audit-line.entity';
import { BEGINNING, firstBreak, hashOf } from './domain/chain';

export interface AuditEntry {
  /** `<noun>.<past participle>`, for example `round.opened`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** What a reader needs to understand the line; no secrets, no answers. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

@Injectable()
export class AuditLog {
  constructor(private readonly lines: AuditLines) {}

  /** Inside the unit of work of what it tells: both are written, or neither. */
  record(ctx: Context, entry: AuditEntry): Promise<void> {
    return this.recordAll(ctx, [entry]);
  }

  /** Many lines, in their order, as one. */
  async recordAll(ctx: Context, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.lines.lockEnd();
    let end: Pick<AuditLineEntity, 'seq' | 'hash'> = (await this.lines.last()) ?? { seq: 0, hash: BEGINNING };
    const lines = entries.map(({ action, subject, detail = {} }): AuditLineEntity => {
      const line = {
        seq: end.seq + 1,
        at: ctx.now,
        actorId: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
        actorName: nameOf(ctx.actor).slice(0, 200),
        action,
        subjectType: subject.type,
        subjectId: subject.id,
        detail: JSON.stringify(detail),
        previousHash: end.hash,
      };
      end = { seq: line.seq, hash: hashOf(line) };
      return { ...line, hash: end.hash };
    });
    await this.lines.append(lines);
  }

  /** Walks the whole chain; `brokenAt` is the number of the first line that does not follow. */
  async verify(): Promise<{ lines: number; brokenAt: number | null }> {
    let end = { seq: 0, hash: BEGINNING };
    for (;;) {
      const lines = await this.lines.after(end.seq, 5000);
      const brokenAt = firstBreak(lines, end);
      if (brokenAt !== null) return { lines: end.seq, brokenAt };
      const last = lines.at(-1);
      if (!last) return { lines: end.seq, brokenAt: null };
      end = { seq: last.seq, hash: last.hash };
    }
  }

  /** Newest first, `limit` lines before the line `before`. */
  latest(before: number, limit: number): Promise<AuditLineEntity[]> {
    return this.lines.before(before, limit);
  }
}

function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.name;
    case 'system':
      return actor.name;
    case 'nobody':
      return '-';
  }
}
