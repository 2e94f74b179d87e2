import { Inject, Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { CurriculumService } from '#modules/curriculum';
import { type Reminded, RemindersService } from '#modules/notifications';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { NotFound } from '#platform/http/errors';
import type { FlashMessage } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { RoundsInReports } from '../data/rounds.read-model';
import { TeamReadModel } from '../data/team.read-model';
import { currentRound, dayOf, nextOpening } from '../domain/round-day';
import type { Whose } from '../domain/whose';
import { pageIn, type Query, sideIn } from './question';
import { sayer } from './say';
import { toldFlash } from './told-flash';
import { type LineAddress, lineView, TEAM_PER_PAGE } from './line.view';

/** What a manager's page and a coordinator's have in common: their people in the present round. */
@Injectable()
export class LinePage {
  constructor(
    private readonly rounds: RoundsInReports,
    private readonly team: TeamReadModel,
    private readonly curriculum: CurriculumService,
    private readonly reminders: RemindersService,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  /** Without a view before the first round. */
  async of(ctx: Context, whose: Whose, at: LineAddress, query: Query) {
    const rounds = await this.rounds.all();
    const round = currentRound(rounds);
    const day = round && dayOf(round, ctx.today, ctx.zone);
    if (round === null || day === null)
      return { view: null, before: { people: await this.team.size(whose, ctx.today), opensOn: nextOpening(rounds) } };

    const side = sideIn(query);
    const number = pageIn(query);
    const groups = await this.team.groups(whose, day);
    const members = await this.team.people(whose, day, side, { size: TEAM_PER_PAGE, number });
    const { locale, zone } = ctx;
    const mayGiveAccess = this.policy.may(ctx.actor, 'access.help');
    const lessons = round.editionId === null ? 0 : (await this.curriculum.edition(round.editionId)).locales[locale].lessons.length;
    const facts = { at, round, day, groups, side, number, members, lessons, mayGiveAccess, zone, locale };
    return { view: lineView(facts, sayer(this.views, locale)), before: null };
  }

  /** Reminds those of them who are left in the open round. */
  async remind(ctx: Context, whose: Whose): Promise<FlashMessage> {
    const round = currentRound(await this.rounds.all());
    const day = round && dayOf(round, ctx.today, ctx.zone);
    if (round === null || day === null) throw new NotFound('no round has opened');
    // It closed while somebody looked at the button.
    if (round.closedAt !== null) return { kind: 'note', key: 'reporting.flash.round-closed' };
    return told(await this.reminders.remind(ctx, await this.team.left(whose, day), round.id));
  }
}

function told({ sent, today, enough, withoutAccess, unreachable, later }: Reminded): FlashMessage {
  const values = { sent, before: today + enough, paper: withoutAccess + unreachable, later };
  return toldFlash('reporting.flash.reminded', values, values.paper);
}
