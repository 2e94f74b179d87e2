import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type AbsenceId, isId } from '#kernel/id';
import type { Refused } from '#kernel/outcome';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { AbsencesService } from '../absences.service';
import { PersonPageReadModel } from '../data/person-page.read-model';
import { type Absence, ABSENCE_KINDS } from '../domain/absence';
import type { Person } from '../domain/person';
import { nameOf } from '../domain/roster';
import { absenceForm, returnForm } from './absence.form';
import { livingPerson } from './person-of-page';
import { absenceView } from './person.view';
import { answer, errorViews, isSoAlready, refusalFlash, sayer } from './say';

const FIELDS = ['kind', 'fromOn', 'untilOn'];

/** Who is away: HR says it of anybody, a manager of their own line. */
@Controller('people/:id/absences')
@Requires('team')
export class AbsencesController {
  constructor(
    private readonly absences: AbsencesService,
    private readonly one: PersonPageReadModel,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    return this.list(ctx, await this.person(ctx, id), { kind: '', fromOn: ctx.today, untilOn: '' }, {});
  }

  @Post()
  async create(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const person = await this.person(ctx, id);
    const parsed = parseForm(absenceForm, body);
    if (!parsed.ok) return this.list(ctx, person, parsed.values, parsed.errors);
    const recorded = await this.absences.record(ctx, person.id, parsed.value);
    if (!recorded.ok && isSoAlready(recorded.refusal)) return redirect(`/people/${id}/absences`, refusalFlash(recorded, ctx.locale));
    if (!recorded.ok) return this.list(ctx, person, typedValues(body), {}, recorded);
    return redirect(`/people/${id}/absences`, { kind: 'done', key: 'person.flash.absence-recorded' });
  }

  /** Another day of return. */
  @Post(':absence')
  async change(@Ctx() ctx: Context, @Param('id') id: string, @Param('absence') absence: string, @Body() body: unknown): Promise<Reply> {
    const { kind, fromOn, id: absenceId } = await this.absence(await this.person(ctx, id), absence);
    const parsed = parseForm(returnForm, body);
    const back = `/people/${id}/absences`;
    if (!parsed.ok) return redirect(back, { kind: 'refused', key: 'person.form.day' });
    const changed = await this.absences.change(ctx, absenceId, { kind, fromOn, untilOn: parsed.value.untilOn });
    return answer(ctx, changed, { to: back, done: 'person.flash.absence-changed' });
  }

  @Post(':absence/cancellation')
  async cancel(@Ctx() ctx: Context, @Param('id') id: string, @Param('absence') absence: string): Promise<Reply> {
    const cancelled = await this.absences.cancel(ctx, (await this.absence(await this.person(ctx, id), absence)).id);
    return answer(ctx, cancelled, { to: `/people/${id}/absences`, done: 'person.flash.absence-cancelled' });
  }

  private async list(
    ctx: Context,
    person: Person,
    typed: TypedValues,
    errors: FieldErrors,
    refusal: Refused<string> | null = null,
  ): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const path = `/people/${person.id}/absences`;
    const absences = (await this.absences.of(person.id)).map((absence) => ({
      ...absenceView(absence, ctx.today),
      path: `${path}/${absence.id}`,
    }));
    const view = {
      name: nameOf(person),
      back: this.isHr(ctx) ? `/people/${person.id}` : `/team/${person.id}`,
      path,
      absences: absences.reverse(),
      values: Object.fromEntries(FIELDS.map((field) => [field, typed[field] ?? ''])),
      kinds: ABSENCE_KINDS.map((kind) => ({
        value: kind,
        label: say(`person.absence.kinds.${kind}`),
        hint: null,
        checked: typed['kind'] === kind,
      })),
      ...errorViews(say, errors, FIELDS, refusal),
    };
    return page('people/person/absences', view, { status: view.errorList ? 422 : 200 });
  }

  private async person(ctx: Context, id: string): Promise<Person> {
    const person = await livingPerson(this.one, id);
    if (this.isHr(ctx)) return person;
    const own = ctx.actor.kind === 'person' && (await this.one.isInLine(ctx.actor.personId, person.id, ctx.today));
    if (!own) throw new NotFound('not in this line');
    return person;
  }

  private async absence(person: Person, id: string): Promise<Absence> {
    const found = isId(id) ? await this.absences.find(id as AbsenceId) : null;
    if (found?.personId !== person.id) throw new NotFound('not an absence of this person');
    return found;
  }

  private isHr(ctx: Context): boolean {
    return this.policy.may(ctx.actor, 'roster.write');
  }
}
