import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { ViewEngine } from '#platform/views/engine';
import { ChoicesReadModel } from '../data/choices.read-model';
import { RequestsReadModel } from '../data/requests.read-model';
import { bulkObstacle } from '../domain/bulk-acceptance';
import { foldName } from '../domain/person';
import { meantSupplier } from './proposed-person';
import { requestView } from './request.view';
import { sayer } from './say';

export const QUEUE = '/people/requests';
const PAGE = 20;

/** What a press on several did, and of whom it did nothing and why. */
export interface BulkOutcome {
  readonly done: string | null;
  readonly refused: readonly { readonly name: string; readonly path: string; readonly why: string }[];
}

/** Who waits, or what was decided. */
@Injectable()
export class RequestQueuePage {
  constructor(
    private readonly queue: RequestsReadModel,
    private readonly choices: ChoicesReadModel,
    private readonly views: ViewEngine,
  ) {}

  async of(ctx: Context, query: Readonly<Record<string, unknown>>, outcome: BulkOutcome | null = null) {
    const number = pageNumber(query['page']);
    const isPast = query['show'] === 'decided';
    const from = (number - 1) * PAGE;
    const requests = isPast ? await this.queue.decided(from, PAGE) : await this.queue.queue(from, PAGE);
    const matches = isPast ? new Map<string, never>() : await this.queue.matches(requests, ctx.today);
    const known = isPast ? { suppliers: [], teams: [] } : await this.choices.known();
    const paging = pagingOf(QUEUE, isPast ? { show: 'decided' } : {}, number, PAGE, requests[0]?.total ?? 0);
    const say = sayer(this.views, ctx.locale);
    const tab = (label: string, href: string, current: boolean) => ({ label: say(`joining.queue.${label}`), href, current, count: null });
    return {
      tabs: [tab('waiting', QUEUE, !isPast), tab('decided', `${QUEUE}?show=decided`, isPast)],
      isPast,
      outcome,
      requests: requests.map((request) => {
        const meant = matches.get(request.id) ?? [];
        const supplier = meantSupplier(request, known.suppliers);
        const obstacle = isPast ? null : bulkObstacle(request, meant.length, supplier, known);
        const isOtherwise =
          !isPast &&
          obstacle === null &&
          supplier !== null &&
          request.employer !== null &&
          foldName(supplier) !== foldName(request.employer);
        return {
          ...requestView(request, meant, say),
          id: request.id,
          team: request.team,
          // Accepted with others nobody sees the form: what it would say stands here.
          written: isOtherwise ? say('joining.bulk.written', { supplier }) : null,
          // Whom it may be is named below the name: that is reason enough.
          alone: obstacle === null || obstacle === 'may-be-known' ? null : say(`joining.bulk.${obstacle}`),
          choose: isPast ? null : say('joining.bulk.choose', { name: `${request.givenName} ${request.familyName}` }),
        };
      }),
      paging: paging.previous !== null || paging.next !== null ? paging : null,
    };
  }
}
