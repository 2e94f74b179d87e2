import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ExemptionsReadModel } from '../data/exemptions.read-model';
import { exemptionOn, exemptionViews } from './exemptions.view';
import { sayDue } from './extensions.view';
import { sayer } from './say';

/** What one person owes in the open rounds, until when and why, and what lets them off. */
@Controller('people/:id/exemptions')
export class PersonExemptionsController {
  constructor(
    private readonly lines: ExemptionsReadModel,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('roster.read')
  async index(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const name = isId(id) ? await this.lines.nameOf(id) : null;
    if (name === null) throw new NotFound('no such person');
    const personId = id as PersonId;
    const [open, lines] = await Promise.all([this.lines.open(personId), this.lines.ofPerson(personId)]);
    const say = sayer(this.views, ctx.locale, 'short');
    const exemptions = exemptionViews(lines, ctx.today);
    const isOneself = ctx.actor.kind === 'person' && ctx.actor.personId === personId;
    return page('programme/person-exemptions', {
      id,
      name,
      mayWrite: this.policy.may(ctx.actor, 'programme.write') && !isOneself,
      exemptions,
      ofPerson: true,
      rounds: open.map(({ roundId, code, dueOn, completedAt, leftOn, ...due }) => ({
        code,
        dueOn,
        why: sayDue(due, say),
        isOwing: completedAt === null && leftOn === null,
        exempt: exemptionOn(lines, { roundId, dueOn }, ctx.today),
        href: completedAt === null && leftOn === null ? `/rounds/${roundId}/exemptions/new?person=${id}` : null,
      })),
    });
  }
}
