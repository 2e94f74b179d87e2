import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { idEarlier, newReadableCode } from '#kernel/id';
import { dateIn, type Instant, plusMinutes } from '#kernel/instant';
import { CurriculumService } from '#modules/curriculum';
import { Config } from '#platform/config/config';
import { Log } from '#platform/log/log';
import { AppearanceService } from './appearance.service';
import { Diplomas, type Unaccredited } from './data/diplomas.repository';
import { codeOf, CODE_LENGTH } from './domain/code';
import { DiplomaRegister } from './diploma-register';
import type { Snapshot } from './domain/diploma';
import { eligibilityOf } from './domain/eligibility';
import type { Entry } from './domain/entry';
import { snapshotOf } from './domain/issue';
import { LadderService } from './ladder.service';

const CHUNK = 100;
/** How far a look goes back behind the last one, the nearer of both: so late can a row appear whose id was made before. */
const OVERLAP = { minutes: 60, completions: 500 };

/** Turns completions into diplomas, one by one. The register keeps it at one. */
@Injectable()
export class IssuingService {
  /** Completions whose diploma could not be made, and when to try again: each time it fails, twice as late. */
  private readonly putAside = new Map<string, { readonly until: Instant; readonly minutes: number }>();
  /** Up to here nothing was left to issue on that day: the looks of a day begin where the one before ended, the first begins at the beginning. */
  private settled: { readonly on: CalendarDate; readonly upTo: string } | null = null;

  constructor(
    private readonly diplomas: Diplomas,
    private readonly curriculum: CurriculumService,
    private readonly appearance: AppearanceService,
    private readonly register: DiplomaRegister,
    private readonly ladder: LadderService,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  /** Issues what is due; returns how many it issued. */
  async issueDue(ctx: Context): Promise<number> {
    const { last, earlier } = await this.diplomas.lastCompletions(OVERLAP.completions);
    let issued = 0;
    const upTo = this.settled?.on === ctx.today ? this.settled.upTo : '';
    let due = upTo === '' && (await this.diplomas.areAllAccredited()) ? [] : await this.diplomas.unaccredited(upTo, CHUNK);
    const looks = due.length === 0 ? null : await this.appearance.current();
    for (; looks && due.length > 0; due = await this.diplomas.unaccredited(due.at(-1)?.completionId ?? '', CHUNK)) {
      issued += await this.issueTogether(ctx, due, looks);
      const holders = due.map(({ personId }) => personId);
      issued += await this.ladder.climb(ctx, holders);
    }
    issued += await this.ladder.climbAll(ctx);
    this.settled =
      this.putAside.size > 0 || last === '' ? null : { on: ctx.today, upTo: nearer(idEarlier(last, OVERLAP.minutes), earlier) };
    return issued;
  }

  /** All in one unit of work; where that does not work out, one by one. */
  private async issueTogether(ctx: Context, due: readonly Unaccredited[], looks: Looks): Promise<number> {
    try {
      const snapshots = await Promise.all(due.map((completion) => this.snapshot(ctx, completion, looks)));
      const entries = due.flatMap((completion, index) => entryOf(completion, snapshots[index] ?? null));
      return issuedOf(await this.register.enter(ctx, entries));
    } catch {
      let issued = 0;
      for (const completion of due) if (await this.tryToIssue(ctx, completion, looks)) issued++;
      return issued;
    }
  }

  /** One that fails is put aside and does not hold up the rest. */
  private async tryToIssue(ctx: Context, completion: Unaccredited, looks: Looks): Promise<boolean> {
    const aside = this.putAside.get(completion.completionId);
    if (aside && ctx.now < aside.until) return false;
    try {
      const entries = entryOf(completion, await this.snapshot(ctx, completion, looks));
      const issued = await this.register.enter(ctx, entries);
      this.putAside.delete(completion.completionId);
      return issuedOf(issued) === 1;
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
  private async snapshot(ctx: Context, completion: Unaccredited, looks: Looks): Promise<Snapshot | null> {
    const { editionId, completedAt, score } = completion;
    const edition = await this.curriculum.edition(editionId);
    if (eligibilityOf({ completedAt, score, passMark: edition.test.pass, diplomaIssuedAt: null }) !== 'due') return null;
    const { title, skills } = edition.locales[completion.language];
    return snapshotOf({
      code: codeOf(newReadableCode(CODE_LENGTH)),
      locale: completion.language,
      holder: { givenName: completion.givenName, familyName: completion.familyName, personCode: completion.personCode },
      kind: 'unit',
      level: 'learned',
      award: { title, hours: edition.hours, skills },
      unit: { unit: edition.unit, edition: edition.number, contentHash: edition.contentHash },
      parts: [],
      round: completion.round,
      completedOn: dateIn(ctx.zone, completedAt),
      issuedOn: ctx.today,
      appearance: looks[completion.language],
      approver:
        completion.approverFamilyName === null ? null : `${completion.approverGivenName ?? ''} ${completion.approverFamilyName}`.trim(),
      publicUrl: this.config.publicUrl,
    });
  }
}

type Looks = Awaited<ReturnType<AppearanceService['current']>>;

/** None for a completion that is not accredited. */
function entryOf({ completionId, personId, editionId }: Unaccredited, snapshot: Snapshot | null): readonly Entry[] {
  return snapshot === null ? [] : [{ personId, accredits: editionId, issue: 1, completionId, editionId, snapshot }];
}

const issuedOf = (ids: readonly (string | null)[]): number => ids.filter((id) => id !== null).length;

const nearer = (a: string, b: string): string => (a > b ? a : b);
