import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import type { FieldErrors, TypedValues } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { DiplomaLinksService } from '../diploma-links.service';
import type { DiplomaOwner } from '../domain/diploma-link';
import { type Desk, DiplomaLinkDesk } from './diploma-link-desk';
import { personDiplomasView } from './person-diplomas.view';
import { TranscriptPrinter } from './transcript-printer';

/** Everything that one person has earned, for HR; and the way back to it for somebody who has left. */
@Controller('people/:id/diplomas')
export class PersonDiplomasController {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly links: DiplomaLinksService,
    private readonly desk: DiplomaLinkDesk,
    private readonly transcripts: TranscriptPrinter,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('diplomas.read')
  show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    return this.page(ctx, id);
  }

  @Get('transcript.pdf')
  @Requires('diplomas.read')
  async transcript(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    return this.transcripts.handOut(ctx, (await this.owner(id)).id);
  }

  @Post('link')
  @Requires('diplomas.write')
  async confirm(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const confirmed = this.desk.confirm(body, deskOf((await this.owner(id)).id));
    return 'kind' in confirmed ? confirmed : this.page(ctx, id, confirmed.values, confirmed.errors);
  }

  @Post('link/mail')
  @Requires('diplomas.write')
  async mail(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    return this.desk.mail(ctx, body, deskOf((await this.owner(id)).id));
  }

  @Post('link/slip')
  @Requires('diplomas.write')
  async slip(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    return this.desk.slip(ctx, deskOf((await this.owner(id)).id));
  }

  @Post('link/:link/revocation')
  @Requires('diplomas.write')
  async revoke(@Ctx() ctx: Context, @Param('id') id: string, @Param('link') link: string): Promise<Reply> {
    return this.desk.revoke(ctx, link, deskOf((await this.owner(id)).id));
  }

  private async page(ctx: Context, id: string, values: TypedValues = {}, errors: FieldErrors = {}): Promise<Reply> {
    const owner = await this.owner(id);
    const diplomas = await this.accreditation.shelfOf(owner.id);
    const links = this.policy.may(ctx.actor, 'diplomas.write') ? await this.desk.view(ctx, deskOf(owner.id), values, errors) : null;
    const view = { ...personDiplomasView(owner, diplomas), links, errorList: links?.errorList ?? null };
    return page('accreditation/person', view, { status: view.errorList ? 422 : 200 });
  }

  private async owner(id: string): Promise<DiplomaOwner> {
    const owner = isId(id) ? await this.links.owner(id as PersonId) : null;
    if (owner === null) throw new NotFound('no such person');
    return owner;
  }
}

function deskOf(personId: PersonId): Desk {
  const place = `/people/${personId}/diplomas`;
  return { personId, page: place, path: `${place}/link` };
}
