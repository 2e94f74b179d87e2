import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId, type SupplierId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { TeamReadModel } from '../data/team.read-model';
import { WhyReadModel } from '../data/why.read-model';
import { historyOf } from '../domain/why';
import { withinSuppliers } from '../domain/why-supplier';
import { address, pageIn, type Query as Asked } from './question';
import { sayer } from './say';
import { SupplierScopes } from './supplier-scope';
import { isHr } from './team-scope';
import { whyView } from './why.view';

/**
 * Why somebody is assigned, until when, exempt or reminded: for themselves, for whoever reads the roster, for managers about their own line,
 * and for coordinators about the supplier's people of today.
 */
@Controller()
export class WhyController {
  constructor(
    private readonly why: WhyReadModel,
    private readonly team: TeamReadModel,
    private readonly suppliers: SupplierScopes,
    private readonly views: ViewEngine,
  ) {}

  @Get('my/why')
  @Requires('my')
  showToThemselves(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    if (ctx.actor.kind !== 'person') throw new NotFound();
    const own = { address: '/my/why', back: '/my', mayKnowReasons: true, isOwn: true, number: pageIn(query) };
    return this.history(ctx, ctx.actor.personId, own);
  }

  @Get('people/:id/why')
  @Requires('roster.read')
  show(@Ctx() ctx: Context, @Param('id') id: string, @Query() query: Asked): Promise<Reply> {
    return this.history(ctx, id, { ...placeOf(`/people/${id}`), mayKnowReasons: true, number: pageIn(query) });
  }

  @Get('team/:personId/why')
  @Requires('team')
  async showToManager(@Ctx() ctx: Context, @Param('personId') id: string, @Query() query: Asked): Promise<Reply> {
    if (!isId(id) || !(await this.isTheirs(ctx, id as PersonId))) throw new NotFound('not in this line');
    return this.history(ctx, id, { ...placeOf(`/team/${id}`), mayKnowReasons: isHr(ctx), number: pageIn(query) });
  }

  @Get('supplier/people/:personId/why')
  @Requires('supplier')
  async showToCoordinator(@Ctx() ctx: Context, @Param('personId') id: string, @Query() query: Asked): Promise<Reply> {
    const scope = await this.suppliers.of(ctx, query);
    const isTheirs = isId(id) && (scope === null || (await this.team.isTheirs(scope.whose, id as PersonId, ctx.today)));
    if (!isTheirs) throw new NotFound('not theirs');
    const asked = scope?.asked ?? {};
    const place = { back: address(`/supplier/people/${id}`, asked), address: address(`/supplier/people/${id}/why`, asked) };
    const suppliers = isHr(ctx) ? null : (scope?.whose.supplierIds ?? []);
    return this.history(ctx, id, { ...place, mayKnowReasons: isHr(ctx), suppliers, number: pageIn(query) });
  }

  private async history(
    ctx: Context,
    id: string,
    { address, back, mayKnowReasons, isOwn = false, suppliers = null, number }: Reading,
  ): Promise<Reply> {
    const person = isId(id) ? await this.why.name(id as PersonId) : null;
    if (person === null) throw new NotFound('no such person');
    const { zone, locale, today } = ctx;
    const traces = await this.why.of(id as PersonId, locale);
    const lines = historyOf(suppliers === null ? traces : withinSuppliers(traces, suppliers), { zone, today, mayKnowReasons });
    const view = {
      ...person,
      isOwn,
      lines,
      number,
      address,
      back: { href: back, label: isOwn ? this.views.say(locale, 'reporting.my.title') : person.name },
      zone,
      locale,
    };
    return page('reporting/why', whyView(view, sayer(this.views, locale)));
  }

  private async isTheirs(ctx: Context, personId: PersonId): Promise<boolean> {
    if (ctx.actor.kind !== 'person') return false;
    return isHr(ctx) || this.team.isTheirs({ kind: 'line', managerId: ctx.actor.personId }, personId, ctx.today);
  }
}

interface Reading {
  readonly address: string;
  readonly back: string;
  readonly mayKnowReasons: boolean;
  readonly isOwn?: boolean;
  /** Those whose coordinator reads; null for whoever may know the whole. */
  readonly suppliers?: readonly SupplierId[] | null;
  readonly number: number;
}

const placeOf = (back: string) => ({ back, address: `${back}/why` });
