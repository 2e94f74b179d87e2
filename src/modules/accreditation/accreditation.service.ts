import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { DiplomaId, PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { DiplomaRow } from './data/diploma.entity';
import { Diplomas } from './data/diplomas.repository';
import { type DiplomaCode, readCode } from './domain/code';
import { type Diploma, hashOf } from './domain/diploma';
import { readSnapshot } from './domain/read-snapshot';
import { type Verification, verificationOf } from './domain/verification';
import { HolderChoicesService } from './holder-choices.service';
import { IssuingService } from './issuing.service';

/** Diplomas: issued, kept, shown to their holder, verified by anybody. */
@Injectable()
export class AccreditationService {
  constructor(
    private readonly diplomas: Diplomas,
    private readonly issuing: IssuingService,
    private readonly choices: HolderChoicesService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Issues a diploma for every completion that has none; returns how many. */
  issueDue(ctx: Context): Promise<number> {
    return this.issuing.issueDue(ctx);
  }

  /** A person's diplomas, newest first, under whichever record they were earned. They stay the person's own after leaving. */
  async shelfOf(personId: PersonId): Promise<readonly Diploma[]> {
    return (await this.diplomas.ofPerson(personId)).map(asDiploma);
  }

  async byCode(typed: string): Promise<Diploma | null> {
    const code = readCode(typed);
    const found = code === null ? null : await this.diplomas.byCode(code);
    return found === null ? null : asDiploma(found);
  }

  async isOf(diploma: Diploma, personId: PersonId): Promise<boolean> {
    return (await this.diplomas.holderOf(diploma.personId)) === personId;
  }

  async byId(id: DiplomaId): Promise<Diploma | null> {
    const found = await this.diplomas.byId(id);
    return found === null ? null : asDiploma(found);
  }

  /** Those that are there, by their code. */
  async byCodes(codes: readonly DiplomaCode[]): Promise<ReadonlyMap<DiplomaCode, Diploma>> {
    return new Map((await this.diplomas.byCodes(codes)).map((row) => [row.code, asDiploma(row)]));
  }

  /** What anybody may know of a code, and the language in which its holder reads. */
  async verify(typed: string): Promise<{ readonly verification: Verification; readonly locale: Locale | null }> {
    const code = readCode(typed);
    // A code that cannot exist is looked up all the same: unknown is unknown, and takes as long.
    const found = await this.diplomas.byCode(code ?? ('' as DiplomaCode));
    if (found === null) return { verification: verificationOf(code ?? typed.trim().slice(0, 40), null, null), locale: null };
    const diploma = asDiploma(found);
    const [replacement, shownAs] = await Promise.all([
      diploma.supersededBy === null ? null : this.diplomas.codeOf(diploma.supersededBy),
      this.diplomas.holderOf(diploma.personId).then((holder) => this.choices.choiceOf(holder)),
    ]);
    const intact = hashOf(found.snapshot) === found.snapshotHash && diploma.snapshot.code === found.code;
    return {
      verification: verificationOf(found.code, { ...diploma, intact }, replacement?.code ?? null, shownAs),
      locale: diploma.snapshot.locale,
    };
  }

  /** The pictures that diplomas were issued with, by their hash. */
  pictures(hashes: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return this.diplomas.pictures(hashes);
  }

  /** Whoever takes somebody's transcript away leaves a line. */
  async noteTranscript(ctx: Context, personId: PersonId): Promise<void> {
    await this.work.run(() => this.audit.record(ctx, { action: 'transcript.downloaded', subject: { type: 'person', id: personId } }));
  }

  /** Whoever takes many diplomas away at once leaves a line. */
  async noteDownload(ctx: Context, diplomas: number, round: string | null): Promise<void> {
    const subject = ctx.actor.kind === 'person' ? { type: 'person', id: ctx.actor.personId } : { type: 'system', id: 'system' };
    await this.work.run(() => this.audit.record(ctx, { action: 'diplomas.downloaded', subject, detail: { diplomas, round } }));
  }
}

const asDiploma = (row: DiplomaRow): Diploma => ({ ...row, snapshot: readSnapshot(row.snapshot) });
