import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type EngagementId, isId } from '#kernel/id';
import type { Refused } from '#kernel/outcome';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ChoicesReadModel } from '../data/choices.read-model';
import { type PersonEngagement, PersonPageReadModel } from '../data/person-page.read-model';
import type { Person } from '../domain/person';
import { nameOf } from '../domain/roster';
import { EngagementsService } from '../engagements.service';
import { ENGAGEMENT_FIELDS, endForm, moveForm, PLACE_FIELDS, startForm } from './engagement.form';
import { engagementFields } from './engagement.view';
import { livingPerson } from './person-of-page';
import { lastDayOf } from './person.view';
import { errorViews, isSoAlready, refusalFlash, sayer, type Say } from './say';

interface Shown {
  readonly errors?: FieldErrors;
  readonly refusal?: Refused<string> | null;
}

/** One person's engagements: another begins, one moves, one ends. */
@Controller('people/:id/engagements')
@Requires('roster.write')
export class EngagementsController {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly one: PersonPageReadModel,
    private readonly choices: ChoicesReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get('new')
  async new(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const person = await livingPerson(this.one, id);
    const [last] = await this.one.engagements(id);
    const values = {
      kind: last?.kind ?? 'staff',
      supplier: last?.supplier ?? '',
      ...placeOf(last),
      fromOn: ctx.today,
      closing: '',
    };
    return this.startForm(ctx, person, values, {});
  }

  @Post()
  async create(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const person = await livingPerson(this.one, id);
    const parsed = parseForm(startForm, body);
    if (!parsed.ok) return this.startForm(ctx, person, parsed.values, { errors: parsed.errors });
    const { closing, ...asked } = parsed.value;
    const started = await this.engagements.start(ctx, person.id, asked, closing ? (closing as EngagementId) : null);
    if (!started.ok && isSoAlready(started.refusal)) return redirect(`/people/${id}`, refusalFlash(started, ctx.locale));
    if (!started.ok) return this.startForm(ctx, person, typedValues(body), { refusal: started });
    return redirect(`/people/${id}`, { kind: 'done', key: 'person.flash.started' });
  }

  @Get(':engagement/move')
  async moving(@Ctx() ctx: Context, @Param('id') id: string, @Param('engagement') engagement: string): Promise<Reply> {
    const { person, found } = await this.found(id, engagement);
    return this.moveForm(ctx, person, found, { ...placeOf(found), on: ctx.today > found.fromOn ? ctx.today : found.fromOn }, {});
  }

  @Post(':engagement/move')
  async move(@Ctx() ctx: Context, @Param('id') id: string, @Param('engagement') engagement: string, @Body() body: unknown): Promise<Reply> {
    const { person, found } = await this.found(id, engagement);
    const parsed = parseForm(moveForm, body);
    if (!parsed.ok) return this.moveForm(ctx, person, found, parsed.values, { errors: parsed.errors });
    const { on, ...asked } = parsed.value;
    const moved = await this.engagements.move(ctx, found.id, asked, on);
    if (!moved.ok && isSoAlready(moved.refusal)) return redirect(`/people/${id}`, refusalFlash(moved, ctx.locale));
    if (!moved.ok) return this.moveForm(ctx, person, found, typedValues(body), { refusal: moved });
    return redirect(`/people/${id}`, { kind: 'done', key: 'person.flash.moved' });
  }

  @Get(':engagement/end')
  async ending(@Ctx() ctx: Context, @Param('id') id: string, @Param('engagement') engagement: string): Promise<Reply> {
    const { person, found } = await this.found(id, engagement);
    return this.endForm(ctx, person, found, { lastOn: lastDayOf(found) ?? ctx.today }, {});
  }

  @Post(':engagement/end')
  async end(@Ctx() ctx: Context, @Param('id') id: string, @Param('engagement') engagement: string, @Body() body: unknown): Promise<Reply> {
    const { person, found } = await this.found(id, engagement);
    const parsed = parseForm(endForm, body);
    if (!parsed.ok) return this.endForm(ctx, person, found, parsed.values, { errors: parsed.errors });
    const ended = await this.engagements.end(ctx, found.id, parsed.value.lastOn);
    if (!ended.ok) return this.endForm(ctx, person, found, typedValues(body), { refusal: ended });
    return redirect(`/people/${id}`, { kind: 'done', key: 'person.flash.ended' });
  }

  private async startForm(ctx: Context, person: Person, typed: TypedValues, { errors = {}, refusal = null }: Shown): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const open = (await this.one.engagements(person.id)).filter(({ untilOn }) => untilOn === null || untilOn > ctx.today);
    const chosen = typed['closing'] ?? '';
    const values = valuesOf(typed, ENGAGEMENT_FIELDS);
    const beside = { value: '', label: say('person.start.beside'), hint: null, checked: chosen === '' };
    const closings = open.map((one) => ({
      value: one.id,
      label: say('person.start.closes', { engagement: sentenceOf(say, one) }),
      hint: null,
      checked: chosen === one.id,
    }));
    const view = {
      ...personOf(person),
      values,
      ...engagementFields(say, values, await this.choices.suggestions(ctx.today)),
      closings: closings.length > 0 ? [...closings, beside] : null,
      ...errorViews(say, errors, [...ENGAGEMENT_FIELDS, 'closing'], refusal),
    };
    return page('people/person/start', view, { status: view.errorList ? 422 : 200 });
  }

  private async moveForm(
    ctx: Context,
    person: Person,
    found: PersonEngagement,
    typed: TypedValues,
    { errors = {}, refusal = null }: Shown,
  ): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const fields = [...PLACE_FIELDS, 'on'];
    const values = valuesOf(typed, fields);
    const view = {
      ...personOf(person),
      engagement: sentenceOf(say, found),
      action: `/people/${person.id}/engagements/${found.id}/move`,
      values,
      ...engagementFields(say, values, await this.choices.suggestions(ctx.today)),
      ...errorViews(say, errors, fields, refusal),
    };
    return page('people/person/move', view, { status: view.errorList ? 422 : 200 });
  }

  private endForm(
    ctx: Context,
    person: Person,
    found: PersonEngagement,
    typed: TypedValues,
    { errors = {}, refusal = null }: Shown,
  ): Reply {
    const say = sayer(this.views, ctx.locale);
    const view = {
      ...personOf(person),
      engagement: sentenceOf(say, found),
      action: `/people/${person.id}/engagements/${found.id}/end`,
      values: valuesOf(typed, ['lastOn']),
      ...errorViews(say, errors, ['lastOn'], refusal),
    };
    return page('people/person/end', view, { status: view.errorList ? 422 : 200 });
  }

  private async found(id: string, engagement: string): Promise<{ readonly person: Person; readonly found: PersonEngagement }> {
    const person = await livingPerson(this.one, id);
    const found = isId(engagement) ? (await this.one.engagements(id)).find((one) => one.id === engagement) : undefined;
    if (!found) throw new NotFound('not an engagement of this person');
    return { person, found };
  }
}

const valuesOf = (typed: TypedValues, fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, typed[field] ?? '']));

const personOf = (person: Person) => ({ name: nameOf(person), personPath: `/people/${person.id}` });

const placeOf = (engagement: PersonEngagement | undefined) => ({
  team: engagement?.team ?? '',
  site: engagement?.site ?? '',
  jobTitle: engagement?.jobTitle ?? '',
  managerCode: engagement?.managerCode ?? '',
});

function sentenceOf(say: Say, { kind, supplier, jobTitle, team, site, fromOn }: PersonEngagement): string {
  const employer = kind === 'contractor' && supplier !== null ? say('people.person.contractor', { supplier }) : say('people.person.staff');
  const place = [jobTitle, team, site].filter((part) => part !== null).join(' · ');
  return say('person.engagement', { what: place === '' ? employer : `${employer} · ${place}`, from: fromOn });
}
