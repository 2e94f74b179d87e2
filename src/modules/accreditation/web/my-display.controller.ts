import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Context, PersonActor } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { sayer } from '#platform/views/say';
import { AccreditationService } from '../accreditation.service';
import { HolderChoicesService } from '../holder-choices.service';
import { chooseDisplayForm } from './choose-display.form';
import { displayView } from './display.view';

/** How a person's diplomas name the person where anybody may verify them. */
@Controller('my/diplomas/display')
@Requires('my')
export class MyDisplayController {
  constructor(
    private readonly choices: HolderChoicesService,
    private readonly accreditation: AccreditationService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  show(@Ctx() ctx: Context): Promise<Reply> {
    return this.form(ctx, null);
  }

  @Post()
  async choose(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(chooseDisplayForm, body);
    if (!parsed.ok) return this.form(ctx, 'accreditation.display.missing');
    await this.choices.choose(ctx, personOf(ctx).personId, parsed.value.shown_as);
    return redirect('/my/diplomas', { kind: 'done', key: `accreditation.display.done-${parsed.value.shown_as}` });
  }

  private async form(ctx: Context, error: string | null): Promise<Reply> {
    const { personId, name } = personOf(ctx);
    const [chosen, [newest]] = await Promise.all([this.choices.choiceOf(personId), this.accreditation.shelfOf(personId)]);
    // Whoever has no diploma yet sees what it will be like by the name of the account.
    const holder = newest?.snapshot.holder ?? { givenName: name, familyName: '', personCode: '' };
    const say = sayer(this.views, ctx.locale);
    return page(
      'accreditation/display',
      { ...displayView(say, chosen, holder, error && say(error)) },
      { status: error === null ? 200 : 422 },
    );
  }
}

function personOf({ actor }: Context): PersonActor {
  if (actor.kind !== 'person') throw new NotFound();
  return actor;
}
