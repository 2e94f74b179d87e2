import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { type DiplomaId, idEarlier, newId, newReadableCode } from '#kernel/id';
import { dateIn, type Instant, plusMinutes } from '#kernel/instant';
import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import type { DiplomaRow } from './data/diploma.entity';
import { Diplomas, type Unaccredited } from './data/diplomas.repository';
import { codeOf, CODE_LENGTH } from './domain/code';
import { hashOf, type Issuer, type Snapshot, writeSnapshot } from './domain/diploma';
import { eligibilityOf } from './domain/eligibility';
import { snapshotOf } from './domain/issue';

const CHUNK = 100;
/** How far a look goes back behind the last one: so late can a row appear whose id was made before. */
const OVERLAP_MINUTES = 60;

/** Turns completions into diplomas, one by one. The unique index on the completion is what keeps it at one. */
@Injectable()
export class IssuingService {
  /** Completions whose diploma could not be made, and when to try again: each time it fails, twice as late. */
  private readonly putAside = new Map<string, { readonly until: Instant; readonly minutes: number }>();
  /** Up to here nothing was left to issue on that day: the looks of a day begin where the one before ended, the first begins at the beginning. */
  private settled: { readonly on: CalendarDate; readonly upTo: string } | null = null;

  constructor(
    private readonly diplomas: Diplomas,
    private readonly curriculum: CurriculumService,
    private readonly company: CompanyService,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly log: Log,
  ) {}

  /** Issues what is due; returns how many it issued. */
  async issueDue(ctx: Context): Promise<number> {
    const last = await this.diplomas.lastCompletion();
    let issued = 0;
    let due = await this.diplomas.unaccredited(this.settled?.on === ctx.today ? this.settled.upTo : '', CHUNK);
    const issuer = due.length === 0 ? null : await this.issuer();
    for (; issuer && due.length > 0; due = await this.diplomas.unaccredited(due.at(-1)?.completionId ?? '', CHUNK))
      issued += await this.issueTogether(ctx, due, issuer);
    this.settled = this.putAside.size > 0 || last === '' ? null : { on: ctx.today, upTo: idEarlier(last, OVERLAP_MINUTES) };
    return issued;
  }

  /** All in one unit of work; where that does not work out, one by one. */
  private async issueTogether(ctx: Context, due: readonly Unaccredited[], issuer: Issuer): Promise<number> {
    try {
      const snapshots = await Promise.all(due.map((completion) => this.snapshot(ctx, completion, issuer)));
      const written = due.flatMap((of, index) => {
        const snapshot = snapshots[index];
        return snapshot ? [{ of, snapshot }] : [];
      });
      return await this.keep(ctx, written);
    } catch {
      let issued = 0;
      for (const completion of due) if (await this.tryToIssue(ctx, completion, issuer)) issued++;
      return issued;
    }
  }

  /** One that fails is put aside and does not hold up the rest. */
  private async tryToIssue(ctx: Context, completion: Unaccredited, issuer: Issuer): Promise<boolean> {
    const aside = this.putAside.get(completion.completionId);
    if (aside && ctx.now < aside.until) return false;
    try {
      const snapshot = await this.snapshot(ctx, completion, issuer);
      const issued = snapshot === null ? 0 : await this.keep(ctx, [{ of: completion, snapshot }]);
      this.putAside.delete(completion.completionId);
      return issued === 1;
    } catch (error) {
      const minutes = Math.min(24 * 60, (aside?.minutes ?? 1) * 2);
      this.putAside.set(completion.completionId, { until: plusMinutes(ctx.now, minutes), minutes });
      this.log.error(
        { completion: completion.completionId, error },
        `a diploma could not be issued; it is tried again in ${minutes} minutes`,
      );
      return false;
    }
  }

  /** Null for a completion that is not accredited. */
  private async snapshot(ctx: Context, completion: Unaccredited, issuer: Issuer): Promise<Snapshot | null> {
    const { editionId, completedAt, score } = completion;
    const edition = await this.curriculum.edition(editionId);
    if (eligibilityOf({ completedAt, score, passMark: edition.test.pass, diplomaIssuedAt: null }) !== 'due') return null;
    const { title, skills } = edition.locales[completion.language];
    return snapshotOf({
      code: codeOf(newReadableCode(CODE_LENGTH)),
      locale: completion.language,
      holder: { givenName: completion.givenName, familyName: completion.familyName, personCode: completion.personCode },
      unit: { unit: edition.unit, title, edition: edition.number, contentHash: edition.contentHash, hours: edition.hours, skills },
      round: completion.round,
      completedOn: dateIn(ctx.zone, completedAt),
      issuedOn: ctx.today,
      issuer,
      approver:
        completion.approverFamilyName === null ? null : `${completion.approverGivenName ?? ''} ${completion.approverFamilyName}`.trim(),
      publicUrl: this.config.publicUrl,
    });
  }

  /** Those that have none yet. @throws where somebody else was first with one of several: then nothing of these is kept. */
  private keep(ctx: Context, diplomas: readonly { readonly of: Unaccredited; readonly snapshot: Snapshot }[]): Promise<number> {
    return this.work.run(async () => {
      const there = await this.diplomas.accredited(diplomas.map(({ of }) => of.completionId));
      const missing = diplomas.filter(({ of }) => !there.has(of.completionId)).map((one) => ({ ...one, id: newId<'diploma'>() }));
      const added = await this.diplomas.add(missing.map(({ id, of, snapshot }) => rowOf(ctx, id, of, snapshot)));
      if (added === 0) return 0;
      if (added < missing.length) throw new Error('somebody else issued one of these diplomas');
      await this.audit.recordAll(
        ctx,
        missing.map(({ id, of: { personId }, snapshot: { unit, round } }) => ({
          action: 'diploma.issued',
          subject: { type: 'diploma', id },
          detail: { person: personId, unit: unit.unit, edition: unit.edition, round },
        })),
      );
      return added;
    });
  }

  /** The company as it stands today; its logo is kept under its hash, once for all diplomas that carry it. */
  private async issuer(): Promise<Issuer> {
    const [{ name, hue }, logo] = await Promise.all([this.company.current(), this.company.logo()]);
    if (logo === null) return { name, hue, logoHash: null };
    const logoHash = hashOf(logo.bytes);
    await this.work.run(() => this.diplomas.keepLogo(logoHash, logo.bytes));
    return { name, hue, logoHash };
  }
}

function rowOf(ctx: Context, id: DiplomaId, { completionId, personId, editionId }: Unaccredited, snapshot: Snapshot): DiplomaRow {
  const written = writeSnapshot(snapshot);
  const open = { supersededAt: null, supersededBy: null, revokedAt: null, revokedReason: null };
  return {
    id,
    code: snapshot.code,
    completionId,
    personId,
    editionId,
    snapshot: written,
    snapshotHash: hashOf(written),
    issuedAt: ctx.now,
    ...open,
  };
}
