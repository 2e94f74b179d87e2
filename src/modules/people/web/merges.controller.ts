import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { isId, type MergeId, type PersonId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { AbsencesService } from '../absences.service';
import { DuplicatesReadModel } from '../data/duplicates.read-model';
import { PersonPageReadModel } from '../data/person-page.read-model';
import { reasonsAgainst, reasonsFor } from '../domain/duplicates';
import { codeKeyOf, type Person } from '../domain/person';
import { nameOf } from '../domain/roster';
import { MergesService } from '../merges.service';
import { livingPerson } from './person-of-page';
import { personView } from './person.view';
import { answer, isSoAlready, sayer } from './say';

const mergeForm = z.object({ kept: z.string().refine(isId), merged: z.string().refine(isId) });

/** Are they one person? Both records side by side, and which of them is to stay. */
@Controller('people')
@Requires('roster.write')
export class MergesController {
  constructor(
    private readonly merges: MergesService,
    private readonly suspected: DuplicatesReadModel,
    private readonly one: PersonPageReadModel,
    private readonly absences: AbsencesService,
    private readonly views: ViewEngine,
  ) {}

  @Get('compare')
  async compare(@Ctx() ctx: Context, @Query('a') a: unknown, @Query('b') b: unknown, @Query('code') code: unknown): Promise<Reply> {
    const first = await livingPerson(this.one, typeof a === 'string' ? a : '');
    const name = nameOf(first);
    if (typeof b !== 'string') {
      const typed = typeof code === 'string' ? code.trim() : '';
      const other = typed === '' ? null : await this.suspected.byCode(codeKeyOf(typed));
      if (other && other.id !== first.id) return redirect(`/people/compare?a=${first.id}&b=${other.id}`);
      const error = typed === '' ? null : this.views.say(ctx.locale, 'person.same.code-unknown', { code: typed });
      return page(
        'people/compare/choose',
        { name, id: first.id, personPath: `/people/${first.id}`, typed, error },
        { status: error ? 422 : 200 },
      );
    }
    const second = await livingPerson(this.one, b);
    if (second.id === first.id) throw new NotFound('one and the same record');
    const say = sayer(this.views, ctx.locale);
    const pair = await this.suspected.pairOf(first.id, second.id);
    const records = [await this.record(ctx, first, second), await this.record(ctx, second, first)];
    return page('people/compare', {
      records,
      why: reasonsFor(first, second).map((reason) => say(`person.same.why.${reason}`)),
      against: reasonsAgainst(first, second).map((reason) => say(`person.same.against.${reason}`)),
      dismissPath: pair ? `/people/duplicates/${pair.id}/dismissal` : null,
    });
  }

  @Post('merges')
  async merge(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(mergeForm, body);
    if (!parsed.ok) throw new NotFound('no such records');
    const { kept, merged } = parsed.value;
    const outcome = await this.merges.merge(ctx, kept as PersonId, merged as PersonId);
    return answer(ctx, outcome, {
      to: `/people/${kept}`,
      done: 'person.flash.merged',
      refusedTo: (refusal) => (isSoAlready(refusal) ? `/people/${kept}` : '/people/duplicates'),
      notThere: 'no-such-person',
    });
  }

  @Post('merges/:id/undoing')
  async unmerge(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const merge = isId(id) ? await this.merges.find(id as MergeId) : null;
    if (!merge) throw new NotFound('no such merge');
    return answer(ctx, await this.merges.unmerge(ctx, merge.id), { to: `/people/${merge.keptId}`, done: 'person.flash.unmerged' });
  }

  private async record(ctx: Context, person: Person, other: Person) {
    const [engagements, reports, absences] = [
      await this.one.engagements(person.id),
      await this.one.reports(person.id, ctx.today, 1),
      await this.absences.of(person.id),
    ];
    const view = personView(person, engagements, reports, absences, { today: ctx.today, mayChange: false });
    return {
      ...view,
      id: person.id,
      otherId: other.id,
      since: person.createdAt,
      mayBeLost: ctx.actor.kind !== 'person' || ctx.actor.personId !== other.id,
    };
  }
}
