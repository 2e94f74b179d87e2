import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Refused } from '#kernel/outcome';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ChoicesReadModel } from '../data/choices.read-model';
import { PeopleService } from '../people.service';
import { NEW_PERSON_FIELDS, newPersonForm } from './engagement.form';
import { engagementFields, languageOptions } from './engagement.view';
import { errorViews, isSoAlready, refusalFlash, sayer } from './say';

@Controller('people')
@Requires('roster.write')
export class NewPersonController {
  constructor(
    private readonly people: PeopleService,
    private readonly choices: ChoicesReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get('new')
  new(@Ctx() ctx: Context): Promise<Reply> {
    return this.form(ctx, { kind: 'staff', language: ctx.locale, fromOn: ctx.today }, {});
  }

  @Post()
  async create(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(newPersonForm, body);
    if (!parsed.ok) return this.form(ctx, parsed.values, parsed.errors);
    const { personCode, givenName, familyName, email, phone, nationalId, birthYear, language, ...asked } = parsed.value;
    const details = { personCode, givenName, familyName, email, phone, nationalId, birthYear, language };
    const enrolled = await this.people.enrol(ctx, details, asked);
    if (!enrolled.ok && isSoAlready(enrolled.refusal))
      return redirect(`/people?q=${encodeURIComponent(personCode)}`, refusalFlash(enrolled, ctx.locale));
    if (!enrolled.ok) return this.form(ctx, typedValues(body), {}, enrolled);
    return redirect(`/people/${enrolled.value}`, {
      kind: 'done',
      key: 'person.flash.enrolled',
      values: { name: `${givenName} ${familyName}` },
    });
  }

  private async form(ctx: Context, typed: TypedValues, errors: FieldErrors, refusal: Refused<string> | null = null): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const values = Object.fromEntries(NEW_PERSON_FIELDS.map((field) => [field, typed[field] ?? '']));
    const view = {
      values,
      ...engagementFields(say, values, await this.choices.suggestions(ctx.today)),
      languages: languageOptions(say, values['language']),
      ...errorViews(say, errors, NEW_PERSON_FIELDS, refusal),
    };
    return page('people/new', view, { status: view.errorList ? 422 : 200 });
  }
}
