import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, newReadableCode } from '#kernel/id';
import { dateIn, type Instant, plusMinutes } from '#kernel/instant';
import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { Diplomas, type Unaccredited } from './data/diplomas.repository';
import { codeOf, CODE_LENGTH } from './domain/code';
import { hashOf, type Issuer, type Snapshot, writeSnapshot } from './domain/diploma';
import { eligibilityOf } from './domain/eligibility';
import { snapshotOf } from './domain/issue';

const CHUNK = 200;

/** Turns completions into diplomas, one by one. The unique index on the completion is what keeps it at one. */
@Injectable()
export class IssuingService {
  /** Completions whose diploma could not be made, and when to try again: each time it fails, twice as late. */
  private readonly putAside = new Map<string, { readonly until: Instant; readonly minutes: number }>();

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
    let issued = 0;
    let due = await this.diplomas.unaccredited('', CHUNK);
    if (due.length === 0) return 0;
    const issuer = await this.issuer();
    for (; due.length > 0; due = await this.diplomas.unaccredited(due.at(-1)?.completionId ?? '', CHUNK)) {
      for (const completion of due) if (await this.tryToIssue(ctx, completion, issuer)) issued++;
    }
    return issued;
  }

  /** One that fails is put aside and does not hold up the rest. */
  private async tryToIssue(ctx: Context, completion: Unaccredited, issuer: Issuer): Promise<boolean> {
    const aside = this.putAside.get(completion.completionId);
    if (aside && ctx.now < aside.until) return false;
    try {
      const issued = await this.issue(ctx, completion, issuer);
      this.putAside.delete(completion.completionId);
      return issued;
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

  private async issue(ctx: Context, completion: Unaccredited, issuer: Issuer): Promise<boolean> {
    const { completionId, personId, editionId, completedAt, score } = completion;
    const edition = await this.curriculum.edition(editionId);
    if (eligibilityOf({ completedAt, score, passMark: edition.test.pass, diplomaIssuedAt: null }) !== 'due') return false;
    const { title, skills } = edition.locales[completion.language];
    const snapshot = snapshotOf({
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
    return this.keep(ctx, { completionId, personId, editionId }, snapshot);
  }

  private keep(ctx: Context, of: Pick<Unaccredited, 'completionId' | 'personId' | 'editionId'>, snapshot: Snapshot): Promise<boolean> {
    const id = newId<'diploma'>();
    const written = writeSnapshot(snapshot);
    return this.work.run(async () => {
      const added = await this.diplomas.add({
        id,
        code: snapshot.code,
        ...of,
        snapshot: written,
        snapshotHash: hashOf(written),
        issuedAt: ctx.now,
        supersededAt: null,
        supersededBy: null,
        revokedAt: null,
        revokedReason: null,
      });
      if (added) {
        const detail = { person: of.personId, unit: snapshot.unit.unit, edition: snapshot.unit.edition, round: snapshot.round };
        await this.audit.record(ctx, { action: 'diploma.issued', subject: { type: 'diploma', id }, detail });
      }
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
