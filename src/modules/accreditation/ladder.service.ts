import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { type DiplomaId, newReadableCode, type PersonId } from '#kernel/id';
import { type Instant, plusMinutes } from '#kernel/instant';
import { together } from '#kernel/together';
import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { AppearanceService } from './appearance.service';
import { Diplomas } from './data/diplomas.repository';
import { type Climber, LadderRows, type OnLadder } from './data/ladder.repository';
import { codeOf, CODE_LENGTH } from './domain/code';
import type { Snapshot } from './domain/diploma';
import type { Entry } from './domain/entry';
import { snapshotOf } from './domain/issue';
import { type Held, hoursOf, type LadderSteps, type Learned, leastUnits, type Rung, rungsDue, skillsOf } from './domain/ladder';
import { LADDER_WORDS } from './domain/ladder-words';
import { readSnapshot } from './domain/read-snapshot';
import { DiplomaRegister } from './diploma-register';
import { LadderStepsService } from './ladder-steps.service';

const CHUNK = 100;
/** So much older than its row's moment may a row be when it appears. */
const OVERLAP_MINUTES = 60;

/** Diplomas of a year and of so many units of the programme: they follow from the diplomas of units, and from nothing else. */
@Injectable()
export class LadderService {
  /** Under which steps, on which day and when everybody was last looked at in this process. */
  private looked: { readonly steps: string; readonly on: CalendarDate; readonly at: Instant } | null = null;

  /** With which diplomas this process has looked at whom since then: with the same ones nothing else can follow. */
  private readonly seen = new Map<PersonId, string>();

  constructor(
    private readonly rows: LadderRows,
    private readonly steps: LadderStepsService,
    private readonly diplomas: Diplomas,
    private readonly register: DiplomaRegister,
    private readonly appearance: AppearanceService,
    private readonly curriculum: CurriculumService,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly log: Log,
  ) {}

  /** What is due to these who have just got a diploma; returns how many it issued. */
  async climb(ctx: Context, personIds: readonly PersonId[]): Promise<number> {
    const steps = await this.steps.current();
    const least = leastUnits(steps);
    return least === null ? 0 : this.issueTogether(ctx, await this.rows.climbing(personIds, least), steps);
  }

  /**
   * Once a day, when the process begins and when the steps change: what a crash, a merge or a new step has left without. What is due
   * follows from diplomas alone, so after the first look a day asks only about those who got one since, or became one person.
   */
  async climbAll(ctx: Context): Promise<number> {
    const steps = await this.steps.current();
    const least = leastUnits(steps);
    const known = this.looked?.steps === JSON.stringify(steps) ? this.looked : null;
    if (least === null || known?.on === ctx.today) return 0;
    const issued = known
      ? await this.climbSince(ctx, plusMinutes(known.at, -OVERLAP_MINUTES), steps, least)
      : await this.climbEach(ctx, steps, least);
    this.looked = { steps: JSON.stringify(steps), on: ctx.today, at: ctx.now };
    this.seen.clear();
    return issued;
  }

  private async climbSince(ctx: Context, moment: Instant, steps: LadderSteps, least: number): Promise<number> {
    const merged = await this.rows.mergedSince(moment);
    for (const personId of merged) this.seen.delete(personId);
    const personIds = [...new Set([...(await this.rows.issuedSince(moment)), ...merged])];
    let issued = 0;
    for (let from = 0; from < personIds.length; from += CHUNK) {
      const climbing = await this.rows.climbing(personIds.slice(from, from + CHUNK), least);
      issued += await this.issueTogether(
        ctx,
        climbing.filter((climber) => this.seen.get(climber.personId) !== withWhich(climber)),
        steps,
      );
      await setImmediate();
    }
    return issued;
  }

  private async climbEach(ctx: Context, steps: LadderSteps, least: number): Promise<number> {
    let issued = 0;
    for (let next = await this.rows.nextClimbing('', least, CHUNK); next.length > 0;) {
      issued += await this.issueTogether(ctx, next, steps);
      await setImmediate();
      next = await this.rows.nextClimbing(next.at(-1)?.personId ?? '', least, CHUNK);
    }
    return issued;
  }

  /** One that fails does not hold up the rest. */
  private async issueTogether(ctx: Context, climbers: readonly Climber[], steps: LadderSteps): Promise<number> {
    if (climbers.length === 0) return 0;
    try {
      const personIds = climbers.map(({ personId }) => personId);
      const issued = await this.issue(ctx, personIds, steps);
      for (const climber of climbers) this.seen.set(climber.personId, withWhich(climber));
      return issued;
    } catch (error) {
      if (climbers.length === 1) {
        this.log.error({ error }, 'a diploma of the ladder could not be issued; it is tried again tomorrow');
        return 0;
      }
      let issued = 0;
      for (const climber of climbers) issued += await this.issueTogether(ctx, [climber], steps);
      return issued;
    }
  }

  private async issue(ctx: Context, personIds: readonly PersonId[], steps: LadderSteps): Promise<number> {
    const rows = await this.rows.of(personIds);
    const due: Due[] = [];
    for (const personId of personIds) {
      const own = rows.filter((row) => row.personId === personId);
      const learned = await Promise.all(own.filter(stands).map((row) => this.learned(row)));
      const ladder = own.filter(({ kind }) => kind !== 'unit');
      for (const rung of rungsDue(learned, ladder.map(asHeld), steps)) {
        const replaces = ladder.find(({ kind, accredits }) => kind === rung.kind && accredits === rung.accredits);
        due.push({ rung, replaces: replaces?.id ?? null });
      }
    }
    if (due.length === 0) return 0;
    const looks = await this.appearance.current();
    const written = due.map(({ rung, replaces }) => ({ replaces, entry: this.entry(ctx, rung, looks) }));
    return this.work.run(async () => {
      const ids = await this.register.enter(
        ctx,
        written.map(({ entry }) => entry),
      );
      const issued = written.flatMap((one, index) => (ids[index] ? [{ ...one, id: ids[index] }] : []));
      await together(
        issued.map(({ replaces, id, entry }) => (replaces === null ? Promise.resolve() : this.replace(ctx, replaces, id, entry))),
      );
      return issued.length;
    });
  }

  private async replace(ctx: Context, id: DiplomaId, by: DiplomaId, { personId, snapshot }: Entry): Promise<void> {
    const reason = LADDER_WORDS[snapshot.locale].fuller;
    if (!(await this.diplomas.supersede(id, by, reason, ctx.now))) throw new Error('somebody else replaced this diploma');
    const subject = { type: 'diploma', id };
    await this.audit.record(ctx, { action: 'diploma.replaced', subject, detail: { person: personId, by, reason } });
  }

  /** In the language that the holder reads today, whichever it was on the day. */
  private async learned(row: OnLadder): Promise<LearnedByHolder> {
    const { award, unit, completedOn, locale } = readSnapshot(row.snapshot);
    const text =
      locale === row.language || row.editionId === null ? award : (await this.curriculum.edition(row.editionId)).locales[row.language];
    const { title, skills } = text;
    return { unit: unit?.unit ?? row.accredits, title, skills, hours: award.hours, completedOn, row };
  }

  private entry(ctx: Context, { kind, accredits, issue, parts }: Rung<LearnedByHolder>, looks: Looks): Entry {
    const last = parts.at(-1);
    if (last === undefined) throw new Error('a diploma of the ladder stands for units');
    const { row } = last;
    const locale = row.language;
    const snapshot: Snapshot = snapshotOf({
      code: codeOf(newReadableCode(CODE_LENGTH)),
      locale,
      holder: { givenName: row.givenName, familyName: row.familyName, personCode: row.personCode },
      kind,
      level: 'learned',
      award: { title: LADDER_WORDS[locale][kind](accredits), hours: hoursOf(parts), skills: skillsOf(parts) },
      unit: null,
      parts: parts.map(({ unit, title, hours, completedOn }) => ({ unit, title, hours, completedOn })),
      round: null,
      completedOn: last.completedOn,
      issuedOn: ctx.today,
      appearance: looks[locale],
      approver: row.approverFamilyName === null ? null : `${row.approverGivenName ?? ''} ${row.approverFamilyName}`.trim(),
      publicUrl: this.config.publicUrl,
    });
    return { personId: row.personId, accredits, issue, completionId: null, editionId: null, snapshot };
  }
}

const withWhich = ({ units, last }: Climber): string => `${units} ${last}`;

type Looks = Awaited<ReturnType<AppearanceService['current']>>;

interface LearnedByHolder extends Learned {
  readonly row: OnLadder;
}

interface Due {
  readonly rung: Rung<LearnedByHolder>;
  readonly replaces: DiplomaId | null;
}

const stands = ({ kind, revokedAt }: OnLadder): boolean => kind === 'unit' && revokedAt === null;

function asHeld({ kind, accredits, issue, snapshot, revokedAt }: OnLadder): Held {
  if (kind === 'unit') throw new Error('a diploma of a unit is no step of the ladder');
  return { kind, accredits, issue, units: readSnapshot(snapshot).parts.map(({ unit }) => unit), isRevoked: revokedAt !== null };
}
