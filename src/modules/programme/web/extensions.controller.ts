import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type AssignmentId, type ExtensionId, isId, type PersonId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { ExtensionRequests } from '../data/extension-requests.read-model';
import { ExtensionsService } from '../extensions.service';
import { ProgrammeService } from '../programme.service';
import { askForTimeForm, decideForm } from './extension.form';
import { RequestsPage } from './requests-page';
import { answer } from './say';

/** More time: asked for on one's own page, decided by the manager above, or by HR. */
@Controller()
export class ExtensionsController {
  constructor(
    private readonly extensions: ExtensionsService,
    private readonly requests: ExtensionRequests,
    private readonly programme: ProgrammeService,
    private readonly waiting: RequestsPage,
  ) {}

  @Post('my/:assignment/extensions')
  @Requires('my')
  async ask(@Ctx() ctx: Context, @Param('assignment') id: string, @Body() body: unknown): Promise<Reply> {
    const assignment = isId(id) ? await this.programme.assignment(id as AssignmentId) : null;
    if (ctx.actor.kind !== 'person' || assignment?.personId !== ctx.actor.personId) throw new NotFound('not their own');
    const parsed = parseForm(askForTimeForm, body);
    const asked = await this.extensions.ask(ctx, assignment.roundId, parsed.ok ? parsed.value.reason : '');
    return answer(ctx, asked, { to: '/my', done: 'programme.flash.extension-asked' });
  }

  @Get('extensions')
  @Requires('team')
  async index(@Ctx() ctx: Context): Promise<Reply> {
    return page('programme/extensions', await this.waiting.of(ctx, isHr(ctx) ? null : readerOf(ctx), 'extensions'));
  }

  @Post('extensions/:id/grant')
  @Requires('team')
  grant(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    return this.decide(ctx, id, true, body);
  }

  @Post('extensions/:id/refusal')
  @Requires('team')
  refuse(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    return this.decide(ctx, id, false, body);
  }

  private async decide(ctx: Context, id: string, grant: boolean, body: unknown): Promise<Reply> {
    const extension = isId(id) ? await this.extensions.find(id as ExtensionId) : null;
    if (!extension || !(await this.mayDecide(ctx, extension.personId))) throw new NotFound('not for this reader');
    const parsed = parseForm(decideForm, body);
    const back = parsed.ok && parsed.value.from === 'team' ? '/team' : '/extensions';
    const decided = await this.extensions.decide(ctx, extension.id, grant);
    return answer(ctx, decided, { to: back, done: `programme.flash.extension-${grant ? 'granted' : 'refused'}` });
  }

  private async mayDecide(ctx: Context, personId: PersonId): Promise<boolean> {
    return isHr(ctx) || (await this.requests.isInLine(readerOf(ctx), personId, ctx.today));
  }
}

const isHr = ({ actor }: Context): boolean => actor.kind === 'person' && actor.roles.includes('hr');

function readerOf({ actor }: Context): PersonId {
  if (actor.kind !== 'person') throw new NotFound('nobody has no line');
  return actor.personId;
}
