import { Injectable } from '@nestjs/common';
import type { Actor, Context } from '#kernel/context';
import { UnitOfWork } from '#platform/database/unit-of-work';
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
  constructor(
    private readonly lines: AuditLines,
    private readonly work: UnitOfWork,
  ) {}

  /** Inside the unit of work of what it tells: both are written, or neither. */
  record(ctx: Context, entry: AuditEntry): Promise<void> {
    return this.recordAll(ctx, [entry]);
  }

  /** Many lines, in their order. They join the chain when the unit of work ends: its end is locked for that moment only. */
  async recordAll(ctx: Context, entries: readonly AuditEntry[]): Promise<void> {
    await this.work.gather(
      this.append,
      entries.map((entry) => lineOf(ctx, entry)),
    );
  }

  /** Whether it was done to that thing: what is not there any more may have been there. */
  tells(action: string, subject: AuditEntry['subject']): Promise<boolean> {
    return this.lines.tells(action, subject.type, subject.id);
  }

  /** Walks the whole chain: how many lines hold from the first on, and the number of the first that does not follow. */
  async verify(): Promise<{ lines: number; brokenAt: number | null }> {
    let end = { seq: 0, hash: BEGINNING };
    for (;;) {
      const lines = await this.lines.after(end.seq, 5000);
      const brokenAt = firstBreak(lines, end);
      if (brokenAt !== null) return { lines: brokenAt - 1, brokenAt };
      const last = lines.at(-1);
      if (!last) return { lines: end.seq, brokenAt: null };
      end = { seq: last.seq, hash: last.hash };
    }
  }

  /** Newest first, `limit` lines before the line `before`. */
  latest(before: number, limit: number): Promise<AuditLineEntity[]> {
    return this.lines.before(before, limit);
  }

  private readonly append = async (lines: readonly Line[]): Promise<void> => {
    await this.lines.lockEnd();
    await this.lines.append(chainedTo(await this.lines.last(), lines));
  };
}

type Line = Omit<AuditLineEntity, 'seq' | 'previousHash' | 'hash'>;

function lineOf({ now, actor }: Context, { action, subject, detail = {} }: AuditEntry): Line {
  return {
    at: now,
    actorId: actor.kind === 'person' ? actor.personId : null,
    actorName: nameOf(actor).slice(0, 200),
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    detail: JSON.stringify(detail),
  };
}

function chainedTo(last: Pick<AuditLineEntity, 'seq' | 'hash'> | null, lines: readonly Line[]): AuditLineEntity[] {
  let end = last ?? { seq: 0, hash: BEGINNING };
  return lines.map((line) => {
    const next = { ...line, seq: end.seq + 1, previousHash: end.hash };
    end = { seq: next.seq, hash: hashOf(next) };
    return { ...next, hash: end.hash };
  });
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
