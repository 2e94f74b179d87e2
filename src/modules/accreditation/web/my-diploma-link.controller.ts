import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { type Desk, DiplomaLinkDesk } from './diploma-link-desk';

/** A person's own links to their diplomas: sent, printed, revoked. */
@Controller('my/diplomas/link')
@Requires('my')
export class MyDiplomaLinkController {
  constructor(private readonly desk: DiplomaLinkDesk) {}

  @Get()
  async show(@Ctx() ctx: Context): Promise<Reply> {
    return page('accreditation/link', await this.desk.view(ctx, own(ctx)));
  }

  @Post()
  async confirm(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const confirmed = this.desk.confirm(body, own(ctx));
    if ('kind' in confirmed) return confirmed;
    return page('accreditation/link', await this.desk.view(ctx, own(ctx), confirmed.values, confirmed.errors), { status: 422 });
  }

  @Post('mail')
  mail(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    return this.desk.mail(ctx, body, own(ctx));
  }

  @Post('slip')
  slip(@Ctx() ctx: Context): Promise<Reply> {
    return this.desk.slip(ctx, own(ctx));
  }

  @Post(':link/revocation')
  revoke(@Ctx() ctx: Context, @Param('link') link: string): Promise<Reply> {
    return this.desk.revoke(ctx, link, own(ctx));
  }
}

function own({ actor }: Context): Desk {
  if (actor.kind !== 'person') throw new NotFound();
  return { personId: actor.personId, page: '/my/diplomas/link', path: '/my/diplomas/link' };
}
