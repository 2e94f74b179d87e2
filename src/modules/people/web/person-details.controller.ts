import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Refused } from '#kernel/outcome';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { PersonPageReadModel } from '../data/person-page.read-model';
import type { Person } from '../domain/person';
import { nameOf } from '../domain/roster';
import { PeopleService } from '../people.service';
import { languageOptions } from './engagement.view';
import { DETAIL_FIELDS, detailsForm } from './person.form';
import { livingPerson } from './person-of-page';
import { errorViews, sayer } from './say';

@Controller('people/:id/details')
@Requires('roster.write')
export class PersonDetailsController {
  constructor(
    private readonly people: PeopleService,
    private readonly one: PersonPageReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async edit(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const person = await livingPerson(this.one, id);
    const values = Object.fromEntries(DETAIL_FIELDS.map((field) => [field, String(person[field] ?? '')]));
    return this.form(ctx, person, values, {});
  }

  @Post()
  async update(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const person = await livingPerson(this.one, id);
    const parsed = parseForm(detailsForm, body);
    if (!parsed.ok) return this.form(ctx, person, parsed.values, parsed.errors);
    const described = await this.people.describe(ctx, person.id, parsed.value);
    if (described.ok) return redirect(`/people/${id}`, { kind: 'done', key: 'person.flash.described' });
    if (described.refusal === 'no-such-person') throw new NotFound();
    return this.form(ctx, person, typedValues(body), {}, described);
  }

  private form(ctx: Context, person: Person, typed: TypedValues, errors: FieldErrors, refusal: Refused<string> | null = null): Reply {
    const say = sayer(this.views, ctx.locale);
    const view = {
      name: nameOf(person),
      personCode: person.personCode,
      personPath: `/people/${person.id}`,
      values: Object.fromEntries(DETAIL_FIELDS.map((field) => [field, typed[field] ?? ''])),
      languages: languageOptions(say, typed['language']),
      ...errorViews(say, errors, DETAIL_FIELDS, refusal),
    };
    return page('people/person/details', view, { status: view.errorList ? 422 : 200 });
  }
}
