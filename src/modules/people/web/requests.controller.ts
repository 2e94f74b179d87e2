import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type JoiningRequestId, type PersonId } from '#kernel/id';
import type { Outcome, Refused } from '#kernel/outcome';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ChoicesReadModel } from '../data/choices.read-model';
import { type ListedRequest, RequestsReadModel } from '../data/requests.read-model';
import { isSupplierKnown } from '../domain/bulk-acceptance';
import { type LetIn, PeopleRequestsService } from '../people-requests.service';
import { NEW_PERSON_FIELDS, newPersonForm, RETURN_FIELDS, returnerForm } from './engagement.form';
import { engagementFields, languageOptions } from './engagement.view';
import { declineForm, leaverForm } from './join.form';
import { meantSupplier, suggested } from './proposed-person';
import { QUEUE, RequestQueuePage } from './request-queue-page';
import { requestView, returningView } from './request.view';
import { answer, errorViews, sayer } from './say';

interface Shown {
  readonly typed?: TypedValues;
  readonly errors?: FieldErrors;
  readonly refusal?: Refused<string> | null;
}

/** Whoever is not on the list, and whoever coordinators propose: the oldest first, each decided in one step. */
@Controller('people/requests')
@Requires('roster.write')
export class RequestsController {
  constructor(
    private readonly requests: PeopleRequestsService,
    private readonly queue: RequestsReadModel,
    private readonly list: RequestQueuePage,
    private readonly choices: ChoicesReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context, @Query() query: Readonly<Record<string, unknown>>): Promise<Reply> {
    return page('people/requests', await this.list.of(ctx, query));
  }

  @Get(':id')
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    return this.showing(ctx, await this.found(id), {});
  }

  /** Somebody new. */
  @Post(':id/acceptance')
  async accept(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const request = await this.found(id);
    const parsed = parseForm(newPersonForm, body);
    if (!parsed.ok) return this.showing(ctx, request, { typed: parsed.values, errors: parsed.errors });
    const { personCode, givenName, familyName, email, phone, nationalId, birthYear, language, ...asked } = parsed.value;
    const details = { personCode, givenName, familyName, email, phone, nationalId, birthYear, language };
    const accepted = await this.requests.enrol(ctx, request.id, details, asked);
    if (!accepted.ok && accepted.refusal !== 'already-decided' && accepted.refusal !== 'decided-otherwise')
      return this.showing(ctx, request, { typed: typedValues(body), refusal: accepted });
    return letInAnswer(ctx, accepted, { to: QUEUE, done: 'person.flash.enrolled', name: `${givenName} ${familyName}` });
  }

  /** Somebody whom the roster knows. Whoever is here needs nothing; whoever had left comes back to where the form says. */
  @Post(':id/recognition')
  async recognise(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const request = await this.found(id);
    const typed = typedValues(body);
    if (!isId(typed['person'] ?? '') && request.state === 'waiting' && typed['returnKind'] === undefined)
      throw new NotFound('no such person');
    const parsed = parseForm(returnerForm, body);
    if (!parsed.ok && !(await this.requests.isHere(ctx, (typed['person'] ?? '') as PersonId)))
      return this.showing(ctx, request, { typed: { ...typed }, errors: parsed.errors });
    const { person, ...asked } = parsed.ok ? parsed.value : { person: typed['person'] as PersonId, ...NOTHING_ASKED, fromOn: ctx.today };
    const recognised = await this.requests.recognise(ctx, request.id, person, asked);
    if (!recognised.ok && recognised.refusal !== 'already-decided' && recognised.refusal !== 'decided-otherwise')
      return this.showing(ctx, request, { typed, refusal: recognised });
    const name = `${request.givenName} ${request.familyName}`;
    return letInAnswer(ctx, recognised, { to: `/people/${person}`, done: 'joining.flash.recognised', refusedTo: `${QUEUE}/${id}`, name });
  }

  @Post(':id/leaving')
  async leave(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const request = await this.found(id);
    const parsed = parseForm(leaverForm, body);
    if (!parsed.ok) return this.showing(ctx, request, { typed: parsed.values, errors: parsed.errors });
    const left = await this.requests.acceptLeaver(ctx, request.id, parsed.value.lastOn);
    return answer(ctx, left, { to: QUEUE, done: 'person.flash.ended', refusedTo: `${QUEUE}/${id}` });
  }

  @Post(':id/refusal')
  async decline(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const request = await this.found(id);
    const parsed = parseForm(declineForm, body);
    if (!parsed.ok) return this.showing(ctx, request, { typed: parsed.values, errors: parsed.errors });
    const declined = await this.requests.decline(ctx, request.id, parsed.value.reason);
    return answer(ctx, declined, { to: QUEUE, done: 'joining.flash.declined' });
  }

  private async showing(ctx: Context, request: ListedRequest, { typed, errors = {}, refusal = null }: Shown): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const matches = (await this.queue.matches([request], ctx.today)).get(request.id) ?? [];
    const suggestions = await this.choices.suggestions(ctx.today);
    const { suppliers } = await this.choices.known();
    const supplier = meantSupplier(request, suppliers);
    const proposed = suggested(request, supplier, ctx);
    const isReturn = typed?.['returnKind'] !== undefined || typed?.['person'] !== undefined;
    const values = Object.fromEntries(NEW_PERSON_FIELDS.map((field) => [field, (isReturn ? proposed : (typed ?? proposed))[field] ?? '']));
    const view = {
      ...requestView(request, matches, say),
      returning: returningView(matches, { ...returnOf(proposed), ...(isReturn ? typed : {}) }, say),
      // What is written as it stands would be a company that the roster does not know.
      newSupplier: isSupplierKnown(request, supplier, suppliers) ? null : supplier,
      isWaiting: request.state === 'waiting',
      values: { ...values, lastOn: typed?.['lastOn'] ?? request.lastOn ?? ctx.today, reason: typed?.['reason'] ?? '' },
      ...engagementFields(say, values, suggestions),
      languages: languageOptions(say, values['language']),
      ...errorViews(say, errors, [...NEW_PERSON_FIELDS, ...RETURN_FIELDS, 'lastOn', 'reason'], refusal),
    };
    return page('people/requests/one', view, { status: view.errorList ? 422 : 200 });
  }

  private async found(id: string): Promise<ListedRequest> {
    const request = isId(id) ? await this.queue.one(id as JoiningRequestId) : null;
    if (!request) throw new NotFound('no such request');
    return request;
  }
}

/** The same for whoever comes back, under the names of that form. */
function returnOf({ kind, supplier, team, site, jobTitle, fromOn }: Record<string, string>): Record<string, string> {
  return {
    returnKind: kind ?? '',
    returnSupplier: supplier ?? '',
    returnTeam: team ?? '',
    returnSite: site ?? '',
    returnJob: jobTitle ?? '',
    returnFromOn: fromOn ?? '',
  };
}

/** For whoever is here nothing is written. */
const NOTHING_ASKED = {
  kind: 'staff',
  supplier: null,
  team: null,
  site: null,
  jobTitle: null,
  managerCode: null,
  untilOn: null,
} as const;

/** Whoever was let in has a link, or HR is where a slip is printed. */
function letInAnswer(
  ctx: Context,
  outcome: Outcome<LetIn, string>,
  { name, to, done, refusedTo }: { readonly name: string; readonly to: string; readonly done: string; readonly refusedTo?: string },
): Reply {
  const way = outcome.ok ? outcome.value.way : null;
  const access = outcome.ok && (way === 'none' || way === 'unsure') ? `/people/${outcome.value.personId}/access` : to;
  const key = way === null || way === 'had' ? done : `joining.flash.let-in-${way}`;
  return answer(ctx, outcome, { to: access, done: key, values: () => ({ name }), ...(refusedTo !== undefined && { refusedTo }) });
}
