import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { PlacesReadModel } from '#modules/people';
import { Requires } from '#platform/http/access';
import { answering } from '#platform/http/answer';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, redirect, type Reply } from '#platform/http/reply';
import { sayMoment } from '#platform/i18n/dates';
import type { TextFate } from '#platform/sms/outbox';
import { ViewEngine } from '#platform/views/engine';
import { AccountService } from '../account.service';
import { ActivationService } from '../activation.service';
import { AccessOverview, type PersonAccess } from '../data/access-overview.read-model';
import { helperOf, isHr, Reach } from '../reach.service';
import { TextLinks } from '../text-links.service';
import { personAccessView } from './person-access.view';
import { sayer } from '#platform/views/say';
import { SlipPrinter } from './slip-printer';

const { answer } = answering('identity');

/** How one person gets in: for HR, for a manager of theirs, and for the coordinator of their supplier. */
@Controller('people/:id/access')
@Requires('access.help')
export class PersonAccessController {
  constructor(
    private readonly reach: Reach,
    private readonly activations: ActivationService,
    private readonly texts: TextLinks,
    private readonly accounts: AccountService,
    private readonly overview: AccessOverview,
    private readonly printer: SlipPrinter,
    private readonly places: PlacesReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const personId = await this.reach.person(ctx, id);
    const access = await this.overview.of(personId, ctx.now);
    if (!access) throw new NotFound('no such person');
    const hr = isHr(ctx) ? { grants: await this.accounts.grantsOf(personId), suppliers: await this.places.suppliers() } : null;
    const texts = { sms: await this.fateOf(access.smsId), last: await this.fateOf(access.textId) };
    const isSelf = helperOf(ctx).personId === personId;
    const say = sayer(this.views, ctx.locale);
    return page(
      'identity/people/access',
      personAccessView({ id, access, texts, hr, isSelf }, say, (at) => sayMoment(ctx.locale, ctx.zone, at)),
    );
  }

  @Post('link')
  async sendLink(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const sent = await this.activations.sendLink(ctx, await this.reach.person(ctx, id));
    const back = `/people/${id}/access`;
    return answer(ctx, sent, { to: back, done: 'identity.flash.link-sent', values: (to) => to, notThere: 'no-such-person' });
  }

  @Post('text')
  async sendText(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const sent = await this.texts.send(ctx, await this.reach.person(ctx, id));
    const back = `/people/${id}/access`;
    return answer(ctx, sent, { to: back, done: 'identity.flash.text-sent', notThere: 'no-such-person' });
  }

  /** Whoever is not of HR prints for those who have no way in yet: a slip would open an account that is somebody's already. */
  @Post('slip')
  async printSlip(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const { slips } = await this.activations.makeSlips(ctx, [await this.reach.person(ctx, id)], { onlyWithoutAccess: !isHr(ctx) });
    if (slips.length === 0) return redirect(`/people/${id}/access`, { kind: 'note', key: 'identity.refusal.has-access' });
    return this.printer.print(ctx, slips);
  }

  @Post('reset')
  @Requires('access.write')
  async reset(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const reset = await this.accounts.reset(ctx, idFrom(id));
    if (!reset.ok) throw new NotFound('no such person');
    return redirect(`/people/${id}/access`, { kind: 'done', key: 'identity.flash.reset' });
  }

  private async fateOf(activationId: PersonAccess['smsId']): Promise<TextFate | null> {
    return activationId === null ? null : this.texts.fate(activationId);
  }
}

export function idFrom(text: string): PersonId {
  if (!isId(text)) throw new NotFound('not an id');
  return text as PersonId;
}
