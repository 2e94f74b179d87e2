import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type JoiningRequestId, newReadableCode, type PersonId } from '#kernel/id';
import type { Refused } from '#kernel/outcome';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ChoicesReadModel } from '../data/choices.read-model';
import { type ListedRequest, RequestsReadModel } from '../data/requests.read-model';
import { meantAmong } from '../domain/likeness';
import { PeopleRequestsService } from '../people-requests.service';
import { NEW_PERSON_FIELDS, newPersonForm, RETURN_FIELDS, returnerForm } from './engagement.form';
import { engagementFields, languageOptions } from './engagement.view';
import { declineForm, leaverForm } from './join.form';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { requestView, returningView } from './request.view';
import { answer, errorViews, sayer } from './say';

const PAGE = 20;
const QUEUE = '/people/requests';

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
    private readonly choices: ChoicesReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context, @Query() query: Readonly<Record<string, unknown>>): Promise<Reply> {
    const number = pageNumber(query['page']);
    const isPast = query['show'] === 'decided';
    const from = (number - 1) * PAGE;
    const requests = isPast ? await this.queue.decided(from, PAGE) : await this.queue.queue(from, PAGE);
    const matches = isPast ? new Map<string, never>() : await this.queue.matches(requests, ctx.today);
    const paging = pagingOf(QUEUE, isPast ? { show: 'decided' } : {}, number, PAGE, requests[0]?.total ?? 0);
    const say = sayer(this.views, ctx.locale);
    const tab = (label: string, href: string, current: boolean) => ({ label: say(`joining.queue.${label}`), href, current, count: null });
    return page('people/requests', {
      tabs: [tab('waiting', QUEUE, !isPast), tab('decided', `${QUEUE}?show=decided`, isPast)],
      isPast,
      requests: requests.map((request) => requestView(request, matches.get(request.id) ?? [], say)),
      paging: paging.previous !== null || paging.next !== null ? paging : null,
    });
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
    return answer(ctx, accepted, { to: QUEUE, done: 'person.flash.enrolled', values: () => ({ name: `${givenName} ${familyName}` }) });
  }

  /** Somebody whom the roster knows. Whoever is here needs nothing; whoever had left comes back to where the form says. */
  @Post(':id/recognition')
  async recognise(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const request = await this.found(id);
    const typed = typedValues(body);
    if (!isId(typed['person'] ?? '') && request.state === 'waiting' && typed['returnKind'] === undefined) throw new NotFound('no such person');
    const parsed = parseForm(returnerForm, body);
    if (!parsed.ok && !(await this.requests.isHere(ctx, (typed['person'] ?? '') as PersonId)))
      return this.showing(ctx, request, { typed: { ...typed }, errors: parsed.errors });
    const { person, ...asked } = parsed.ok ? parsed.value : { person: typed['person'] as PersonId, ...NOTHING_ASKED, fromOn: ctx.today };
    const recognised = await this.requests.recognise(ctx, request.id, person, asked);
    if (!recognised.ok && recognised.refusal !== 'already-decided' && recognised.refusal !== 'decided-otherwise')
      return this.showing(ctx, request, { typed, refusal: recognised });
    return answer(ctx, recognised, { to: `/people/${person}`, done: 'joining.flash.recognised', refusedTo: `${QUEUE}/${id}` });
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
    const supplier = meantSupplier(request, suggestions.suppliers);
    const proposed = suggested(request, supplier, ctx);
    const isReturn = typed?.['returnKind'] !== undefined || typed?.['person'] !== undefined;
    const values = Object.fromEntries(NEW_PERSON_FIELDS.map((field) => [field, (isReturn ? proposed : (typed ?? proposed))[field] ?? '']));
    const view = {
      ...requestView(request, matches, say),
      returning: returningView(matches, { ...returnOf(proposed), ...(isReturn ? typed : {}) }, say),
      // What is written as it stands would be a company that the roster does not know.
      newSupplier: request.employerKind === 'contractor' && supplier !== null && !suggestions.suppliers.includes(supplier) ? supplier : null,
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

/** Whoever writes at the poster knows the company by half its name: the one that we know is meant, where only one can be. */
const meantSupplier = ({ supplier, employer }: ListedRequest, known: readonly string[]): string | null =>
  supplier ?? (employer === null ? null : (meantAmong(employer, known) ?? employer));

/** What was said, ready to be accepted as it is. Who has no code yet is proposed one that nobody has. */
function suggested(request: ListedRequest, supplier: string | null, { today }: Context): Record<string, string> {
  const { givenName, familyName, phone, nationalId, language, employerKind, team, site, jobTitle, fromOn } = request;
  return {
    personCode: request.personCode ?? `N-${newReadableCode(6)}`,
    givenName,
    familyName,
    phone: phone ?? '',
    nationalId: nationalId ?? '',
    language,
    kind: employerKind,
    supplier: employerKind === 'staff' ? '' : (supplier ?? ''),
    team: team ?? '',
    site: site ?? '',
    jobTitle: jobTitle ?? '',
    fromOn: fromOn ?? today,
  };
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
