import { Injectable } from '@nestjs/common';
import { addMonths } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { newId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { RoundsRepository } from './data/rounds.repository';
import { isWelcomeUnit } from './domain/plan';

/** The code of the standing round, as coverage is asked for it. */
export const WELCOME_CODE = '0';

/** Nobody is left out of the basics: whoever joins gets Unit 0 beside the current unit, from a round that stands open for good. */
@Injectable()
export class WelcomeService {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly curriculum: CurriculumService,
    private readonly audit: AuditLog,
  ) {}

  /** Inside a unit of work that holds the programme. Begins once Unit 0 is published and a round of the company has opened. */
  async begin(ctx: Context): Promise<void> {
    if ((await this.rounds.welcome()) !== null) return;
    if (!(await this.rounds.all()).some((round) => round.openedAt !== null)) return;
    const unit = (await this.curriculum.units()).find(({ unit: name }) => isWelcomeUnit(name))?.unit;
    const edition = unit === undefined ? null : await this.curriculum.latestEdition(unit);
    if (unit === undefined || edition === null) return;
    const id = newId<'round'>();
    const dates = { opensOn: ctx.today, dueOn: ctx.today, closesOn: addMonths(ctx.today, NEVER_MONTHS), gapMonths: null, reasons: [] };
    const approval = { approvedAt: ctx.now, approvedBy: null, overrideReason: null, overrideBy: null, proposedAt: ctx.now };
    await this.rounds.insertWelcome({ id, kind: 'welcome', code: WELCOME_CODE, unit, editionId: edition.id, ...dates, ...approval });
    const detail = { code: WELCOME_CODE, unit, editionId: edition.id };
    await this.audit.record(ctx, { action: 'round.opened', subject: { type: 'round', id }, detail });
  }
}

/** A date has to stand in the column: two centuries. */
const NEVER_MONTHS = 2400;
