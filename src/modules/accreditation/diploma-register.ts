import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type DiplomaId, newId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { DiplomaRow } from './data/diploma.entity';
import { Diplomas } from './data/diplomas.repository';
import { hashOf, writeSnapshot } from './domain/diploma';
import { type Entry, keyOf } from './domain/entry';

/** Where diplomas are entered, each once: with its person, what it accredits and the number of its issue it is unique. */
@Injectable()
export class DiplomaRegister {
  constructor(
    private readonly diplomas: Diplomas,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Of each its id, and null for one that was there. @throws where somebody else was first with one of several: then none of these is kept. */
  enter(ctx: Context, entries: readonly Entry[]): Promise<readonly (DiplomaId | null)[]> {
    return this.work.run(async () => {
      const there = await this.diplomas.entered(entries.map(({ personId }) => personId));
      const rows = entries.map((entry) => (there.has(keyOf({ ...entry, kind: entry.snapshot.kind })) ? null : rowOf(ctx, entry)));
      const fresh = rows.filter((row) => row !== null);
      const added = await this.diplomas.add(fresh);
      if (added > 0 && added < fresh.length) throw new Error('somebody else issued one of these diplomas');
      if (added > 0) await this.audit.recordAll(ctx, fresh.map(lineOf));
      return rows.map((row) => (added > 0 && row !== null ? row.id : null));
    });
  }
}

function rowOf(ctx: Context, { snapshot, ...facts }: Entry): DiplomaRow {
  const written = writeSnapshot(snapshot);
  return {
    id: newId<'diploma'>(),
    code: snapshot.code,
    kind: snapshot.kind,
    level: snapshot.level,
    ...facts,
    snapshot: written,
    snapshotHash: hashOf(written),
    issuedAt: ctx.now,
    supersededAt: null,
    supersededBy: null,
    supersededReason: null,
    revokedAt: null,
    revokedReason: null,
    revokedNote: null,
  };
}

const lineOf = ({ id, personId, kind, accredits, issue }: DiplomaRow) => ({
  action: 'diploma.issued',
  subject: { type: 'diploma', id },
  detail: { person: personId, kind, accredits, issue },
});
