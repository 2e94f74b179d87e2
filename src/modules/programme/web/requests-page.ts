import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { ViewEngine } from '#platform/views/engine';
import { ExtensionRequests } from '../data/extension-requests.read-model';
import { requestsView } from './extensions.view';
import { sayer } from './say';

/** Who waits for more time, as the page of requests and a manager's own page show it (`programme/extensions/list`). */
@Injectable()
export class RequestsPage {
  constructor(
    private readonly requests: ExtensionRequests,
    private readonly views: ViewEngine,
  ) {}

  /** Of one manager's line, or of the whole company. `from` is where a decision leads back to. */
  async of(ctx: Context, managerId: PersonId | null, from: 'team' | 'extensions') {
    const requests = await this.requests.waiting(ctx.today, managerId);
    const view = requestsView(requests, managerId === null ? '/people' : '/team', ctx, sayer(this.views, ctx.locale, 'short'));
    return { requests: view, count: requests.length, isHr: managerId === null, from };
  }
}
