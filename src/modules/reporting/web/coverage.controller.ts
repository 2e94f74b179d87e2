import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ProgrammeService } from '#modules/programme';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { CoverageAlarms } from '../coverage-alarms.service';
import { CoverageReadModel } from '../data/coverage.read-model';
import { RoundsInReports } from '../data/rounds.read-model';
import { currentRound, dayOf, nextOpening } from '../domain/round-day';
import { tallyOf } from '../domain/tally';
import { coverageView } from './coverage.view';
import { dateIn, dimensionIn, type Query as Asked, textIn } from './question';
import { isHr } from './team-scope';
import { sayer } from './say';

@Controller('coverage')
export class CoverageController {
  constructor(
    private readonly rounds: RoundsInReports,
    private readonly coverage: CoverageReadModel,
    private readonly alarms: CoverageAlarms,
    private readonly programme: ProgrammeService,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('coverage.read')
  async show(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const rounds = await this.rounds.all();
    const ref = textIn(query, 'round');
    const round = ref === null ? currentRound(rounds) : rounds.find(({ id, code }) => id === ref || code === ref);
    if (round === undefined) throw new NotFound('no such round');
    const day = round && dayOf(round, ctx.today, ctx.zone, dateIn(query, 'on'));
    if (round === null || day === null) return page('reporting/coverage-before', { opensOn: round?.opensOn ?? nextOpening(rounds) });

    const by = dimensionIn(query);
    const groups = await this.coverage.groups(day, by);
    const { difference, missing } = tallyOf(groups);
    const facts = {
      round,
      rounds,
      day,
      by,
      groups,
      today: ctx.today,
      locale: ctx.locale,
      frozen: day.isFrozen ? await this.programme.ledger(round.id, day.on) : null,
      // What a closed round kept is what it was: the roster of later days has no say in it.
      unaccounted: day.isFrozen || (difference === 0 && missing === 0) ? [] : await this.coverage.unaccounted(day),
      elsewhere: (await this.alarms.watched()).filter(({ round: other, unaccounted }) => unaccounted > 0 && other.id !== round.id),
      seesTeams: isHr(ctx),
      linksTo: this.policy.may(ctx.actor, 'roster.read') ? '/people' : null,
      mayExport: this.policy.may(ctx.actor, 'reports.read'),
      mayDownload: this.policy.may(ctx.actor, 'diplomas.download') && isHr(ctx),
    };
    return page('reporting/coverage', coverageView(facts, sayer(this.views, ctx.locale)));
  }
}
