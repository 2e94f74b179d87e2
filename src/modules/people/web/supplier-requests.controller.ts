import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type JoiningRequestId, type PersonId, type SupplierId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { ViewEngine } from '#platform/views/engine';
import { RequestsReadModel } from '../data/requests.read-model';
import { PeopleRequestsService } from '../people-requests.service';
import { PersonPageReadModel } from '../data/person-page.read-model';
import { nameOf } from '../domain/roster';
import { languageOptions } from './engagement.view';
import { leaverForm, PROPOSE_FIELDS, proposeForm } from './join.form';
import { requestView } from './request.view';
import { answer, errorViews, sayer } from './say';

const SHOWN = 50;

/** A coordinator proposes who joins and who leaves the own company; HR decides. */
@Controller('supplier/requests')
@Requires('supplier')
export class SupplierRequestsController {
  constructor(
    private readonly requests: PeopleRequestsService,
    private readonly queue: RequestsReadModel,
    private readonly one: PersonPageReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context, @Query('page') typed: unknown): Promise<Reply> {
    // HR looks after every supplier, and decides instead of proposing.
    if (suppliersOf(ctx).length === 0) return redirect('/people/requests');
    const say = sayer(this.views, ctx.locale);
    const number = pageNumber(typed);
    const proposed = await this.queue.proposedBy(suppliersOf(ctx), (number - 1) * SHOWN, SHOWN);
    const paging = pagingOf('/supplier/requests', {}, number, SHOWN, proposed[0]?.total ?? 0);
    return page('people/supplier-requests', {
      requests: proposed.map((request) => ({
        ...requestView(request, [], say),
        day: request.kind === 'leave' ? request.lastOn : request.fromOn,
        withdrawal: request.state === 'waiting' ? `/supplier/requests/${request.id}/withdrawal` : null,
      })),
      paging: paging.previous !== null || paging.next !== null ? paging : null,
    });
  }

  @Post(':id/withdrawal')
  async withdraw(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const withdrawn = isId(id) ? await this.requests.withdraw(ctx, id as JoiningRequestId) : null;
    return answer(ctx, withdrawn, { to: '/supplier/requests', done: 'joining.flash.withdrawn', notThere: 'no-such-request' });
  }

  @Get('new')
  async new(@Ctx() ctx: Context, @Query('supplier') asked: unknown): Promise<Reply> {
    const own = suppliersOf(ctx);
    if (own.length === 0) return redirect('/people/new');
    return this.form(ctx, { language: ctx.locale, fromOn: ctx.today, supplierId: own.find((id) => id === asked) ?? own[0] ?? '' }, {});
  }

  @Post()
  async create(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(proposeForm, body);
    if (!parsed.ok) return this.form(ctx, parsed.values, parsed.errors);
    const proposed = await this.requests.propose(ctx, { ...parsed.value, supplierId: parsed.value.supplierId as SupplierId });
    if (!proposed.ok) throw new NotFound('not a supplier of this coordinator');
    return redirect('/supplier/requests', { kind: 'done', key: 'joining.flash.proposed' });
  }

  @Get('leavers/:person')
  async leaving(@Ctx() ctx: Context, @Param('person') id: string): Promise<Reply> {
    return this.leaver(ctx, id, { lastOn: ctx.today }, {});
  }

  @Post('leavers/:person')
  async leave(@Ctx() ctx: Context, @Param('person') id: string, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(leaverForm, body);
    if (!parsed.ok) return this.leaver(ctx, id, parsed.values, parsed.errors);
    const proposed = isId(id) ? await this.requests.proposeLeaver(ctx, id as PersonId, parsed.value.lastOn) : null;
    return answer(ctx, proposed, { to: '/supplier/requests', done: 'joining.flash.proposed', notThere: 'no-such-person' });
  }

  private async form(ctx: Context, typed: TypedValues, errors: FieldErrors): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const suppliers = await this.queue.supplierNames(suppliersOf(ctx));
    const view = {
      values: Object.fromEntries(PROPOSE_FIELDS.map((field) => [field, typed[field] ?? ''])),
      suppliers: suppliers.map(({ id, name }) => ({ value: id, label: name, selected: id === typed['supplierId'] })),
      only: suppliers.length === 1 ? (suppliers[0] ?? null) : null,
      languages: languageOptions(say, typed['language']),
      ...errorViews(say, errors, PROPOSE_FIELDS),
    };
    return page('people/supplier-requests/new', view, { status: view.errorList ? 422 : 200 });
  }

  private async leaver(ctx: Context, id: string, typed: TypedValues, errors: FieldErrors): Promise<Reply> {
    const person = isId(id) && (await this.one.worksFor(id as PersonId, suppliersOf(ctx), ctx.today)) ? await this.one.person(id) : null;
    if (!person) throw new NotFound('not of this supplier');
    const view = {
      name: nameOf(person),
      action: `/supplier/requests/leavers/${id}`,
      values: { lastOn: typed['lastOn'] ?? '' },
      ...errorViews(sayer(this.views, ctx.locale), errors, ['lastOn']),
    };
    return page('people/supplier-requests/leaver', view, { status: view.errorList ? 422 : 200 });
  }
}

const suppliersOf = ({ actor }: Context): readonly SupplierId[] => (actor.kind === 'person' ? actor.supplierIds : []);
