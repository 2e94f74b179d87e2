import { Body, Controller, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type JoiningRequestId } from '#kernel/id';
import { done, type Outcome, refused, type Refused } from '#kernel/outcome';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { parseForm, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ChoicesReadModel } from '../data/choices.read-model';
import { type ListedRequest, RequestsReadModel } from '../data/requests.read-model';
import { type BulkObstacle, bulkObstacle, type Known } from '../domain/bulk-acceptance';
import type { WayIn } from '../first-way-in';
import { PeopleRequestsService } from '../people-requests.service';
import { newPersonForm } from './engagement.form';
import { declineForm } from './join.form';
import { meantSupplier, suggested } from './proposed-person';
import { QUEUE, RequestQueuePage } from './request-queue-page';
import { errorViews, isSoAlready, type Say, sayer } from './say';

/** More than a page shows at once. */
const MOST = 100;

/** Several at a time: each is a decision of its own, and one that is refused does not hold up the others. */
@Controller('people/requests')
@Requires('roster.write')
export class RequestDecisionsController {
  constructor(
    private readonly requests: PeopleRequestsService,
    private readonly queue: RequestsReadModel,
    private readonly choices: ChoicesReadModel,
    private readonly list: RequestQueuePage,
    private readonly views: ViewEngine,
  ) {}

  @Post('acceptances')
  async accept(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const chosen = await this.queue.some(chosenIn(body));
    if (chosen.length === 0) return redirect(QUEUE, { kind: 'refused', key: 'joining.bulk.none' });
    const known = await this.choices.known();
    const say = sayer(this.views, ctx.locale);
    return this.each(ctx, chosen, 'accepted', (request) => this.acceptOne(ctx, request, known, say));
  }

  /** The reason is asked for on a page of its own, which names whom it is for. */
  @Post('refusals')
  async decline(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const chosen = await this.queue.some(chosenIn(body));
    if (chosen.length === 0) return redirect(QUEUE, { kind: 'refused', key: 'joining.bulk.none' });
    const typed = typedValues(body);
    const parsed = parseForm(declineForm, body);
    if (parsed.ok) return this.each(ctx, chosen, 'declined', async ({ id }) => this.requests.decline(ctx, id, parsed.value.reason));
    const isAsked = typed['reason'] !== undefined;
    const view = {
      people: chosen.map(({ id, givenName, familyName }) => ({ id, name: `${givenName} ${familyName}` })),
      values: { reason: typed['reason'] ?? '' },
      ...errorViews(sayer(this.views, ctx.locale), isAsked ? parsed.errors : {}, ['reason']),
    };
    return page('people/requests/decline', view, { status: isAsked ? 422 : 200 });
  }

  private async acceptOne(ctx: Context, request: ListedRequest, known: Known, say: Say): Promise<Outcome<WayIn | null, string>> {
    const { id, kind, lastOn } = request;
    if (kind === 'leave') {
      const left = await this.requests.acceptLeaver(ctx, id, lastOn ?? ctx.today);
      return left.ok ? done(null) : left;
    }
    const supplier = meantSupplier(request, known.suppliers);
    const obstacle = request.state === 'waiting' ? await this.obstacle(ctx, request, supplier, known) : null;
    if (obstacle !== null) return refused('look-alone', { why: say(`joining.bulk.${obstacle}`) });
    const parsed = parseForm(newPersonForm, suggested(request, supplier, ctx));
    if (!parsed.ok) return refused('look-alone', { why: say(Object.values(parsed.errors)[0] ?? 'joining.bulk.may-be-known') });
    const { personCode, givenName, familyName, email, phone, nationalId, birthYear, language, ...asked } = parsed.value;
    const details = { personCode, givenName, familyName, email, phone, nationalId, birthYear, language };
    const accepted = await this.requests.enrol(ctx, id, details, asked);
    return accepted.ok ? done(accepted.value.way) : accepted;
  }

  /** One by one: of two who ask for the same person, the second may be the first. */
  private async obstacle(ctx: Context, request: ListedRequest, supplier: string | null, known: Known): Promise<BulkObstacle | null> {
    const matches = (await this.queue.matches([request], ctx.today)).get(request.id) ?? [];
    return bulkObstacle(request, matches.length, supplier, known);
  }

  private async each(
    ctx: Context,
    chosen: readonly ListedRequest[],
    state: 'accepted' | 'declined',
    decide: (request: ListedRequest) => Promise<Outcome<unknown, string>>,
  ): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const counts = { count: 0, links: 0, paper: 0, before: 0 };
    const refusals: { name: string; path: string; why: string }[] = [];
    for (const request of chosen) {
      const decided = await decide(request);
      if (decided.ok) counts.count++;
      if (decided.ok && (decided.value === 'mail' || decided.value === 'text')) counts.links++;
      if (decided.ok && decided.value === 'none') counts.paper++;
      if (!decided.ok && isSoAlready(decided.refusal)) counts.before++;
      else if (!decided.ok)
        refusals.push({ name: `${request.givenName} ${request.familyName}`, path: `${QUEUE}/${request.id}`, why: whyOf(decided, say) });
    }
    const key = `joining.bulk.${state}`;
    if (refusals.length === 0) return redirect(QUEUE, { kind: counts.count > 0 ? 'done' : 'note', key, values: counts });
    const said = counts.count + counts.before > 0 ? say(key, counts) : null;
    return page('people/requests', await this.list.of(ctx, {}, { done: said, refused: refusals }));
  }
}

function whyOf({ refusal, details }: Refused<string>, say: Say): string {
  return refusal === 'look-alone' ? String(details['why']) : say(`person.refusal.${refusal}`, details);
}

function chosenIn(body: unknown): JoiningRequestId[] {
  const typed: unknown = (body as Readonly<Record<string, unknown>> | null)?.['request'];
  return [typed]
    .flat()
    .filter((id): id is JoiningRequestId => typeof id === 'string' && isId(id))
    .slice(0, MOST);
}
