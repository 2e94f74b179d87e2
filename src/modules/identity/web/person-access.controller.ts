import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { PlacesReadModel } from '#modules/people';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, redirect, type Reply } from '#platform/http/reply';
import { sayMoment } from '#platform/i18n/dates';
import { ViewEngine } from '#platform/views/engine';
import { AccountService } from '../account.service';
import { ActivationService } from '../activation.service';
import { AccessOverview } from '../data/access-overview.read-model';
import { personAccessView } from './person-access.view';
import { sayer } from './say';
import { SlipPrinter } from './slip-printer';

@Controller('people/:id/access')
@Requires('access.write')
export class PersonAccessController {
  constructor(
    private readonly activations: ActivationService,
    private readonly accounts: AccountService,
    private readonly overview: AccessOverview,
    private readonly printer: SlipPrinter,
    private readonly places: PlacesReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const personId = idFrom(id);
    const access = await this.overview.of(personId, ctx.now);
    if (!access) throw new NotFound('no such person');
    const grants = await this.accounts.grantsOf(personId);
    const suppliers = await this.places.suppliers();
    const say = sayer(this.views, ctx.locale);
    return page(
      'identity/people/access',
      personAccessView(id, access, { grants, suppliers }, say, (at) => sayMoment(ctx.locale, ctx.zone, at)),
    );
  }

  @Post('link')
  async sendLink(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const sent = await this.activations.sendLink(ctx, idFrom(id));
    const back = `/people/${id}/access`;
    if (sent.ok) return redirect(back, { kind: 'done', key: 'identity.flash.link-sent', values: sent.value });
    if (sent.refusal === 'no-such-person') throw new NotFound('no such person');
    return redirect(back, { kind: 'refused', key: `identity.refusal.${sent.refusal}` });
  }

  @Post('slip')
  async printSlip(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const { slips } = await this.activations.makeSlips(ctx, [idFrom(id)]);
    if (slips.length === 0) throw new NotFound('no such person');
    return this.printer.print(ctx, slips);
  }

  @Post('reset')
  async reset(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const reset = await this.accounts.reset(ctx, idFrom(id));
    if (!reset.ok) throw new NotFound('no such person');
    return redirect(`/people/${id}/access`, { kind: 'done', key: 'identity.flash.reset' });
  }
}

export function idFrom(text: string): PersonId {
  if (!isId(text)) throw new NotFound('not an id');
  return text as PersonId;
}
