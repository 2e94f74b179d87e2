import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { refused } from '#kernel/outcome';
import { Public } from '#platform/http/access';
import { CallerAddress, Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import type { Poster } from '../domain/joining-request';
import { PeopleRequestsService } from '../people-requests.service';
import { PostersService } from '../posters.service';
import { languageOptions } from './engagement.view';
import { JOIN_FIELDS, joinForm } from './join.form';
import { JoinThrottle } from './join-throttle';
import { errorViews, sayer } from './say';

@Controller('join')
@Public('whoever stands before the poster and is not on the list has no account yet')
export class JoinController {
  constructor(
    private readonly posters: PostersService,
    private readonly requests: PeopleRequestsService,
    private readonly throttle: JoinThrottle,
    private readonly views: ViewEngine,
  ) {}

  @Get(':code')
  async show(@Ctx() ctx: Context, @CallerAddress() address: string, @Param('code') code: string): Promise<Reply> {
    if (!(await this.poster(code, address))) return gone();
    return this.form(ctx, code, { language: ctx.locale, employerKind: '' }, {});
  }

  /** The same answer whoever it is: what the company knows of anybody is nobody's business here. */
  @Post(':code')
  async create(@Ctx() ctx: Context, @CallerAddress() address: string, @Param('code') code: string, @Body() body: unknown): Promise<Reply> {
    const poster = await this.poster(code, address);
    if (!poster) return gone();
    const parsed = parseForm(joinForm, body);
    if (!parsed.ok) return this.form(ctx, code, parsed.values, parsed.errors);
    const wait = await this.throttle.book(address, poster.code);
    if (wait !== null) return this.form(ctx, code, typedValues(body), {}, wait);
    // A field that people do not see: whoever fills it in is a machine.
    if ((typedValues(body)['website'] ?? '') === '') await this.requests.receive(ctx, poster, parsed.value);
    return page('people/join/thanks', { name: parsed.value.givenName }, { layout: 'bare' });
  }

  private async poster(code: string, address: string): Promise<Poster | null> {
    const poster = await this.posters.byCode(code);
    if (!poster) await this.throttle.guess(address);
    return poster;
  }

  /** `wait`: so many seconds until the next may be sent. */
  private form(ctx: Context, code: string, typed: TypedValues, errors: FieldErrors, wait: number | null = null): Reply {
    const say = sayer(this.views, ctx.locale);
    const employer = (kind: 'staff' | 'contractor') => ({
      value: kind,
      label: say(`joining.join.${kind}`),
      hint: null,
      checked: typed['employerKind'] === kind,
    });
    const view = {
      action: `/join/${encodeURIComponent(code)}`,
      values: Object.fromEntries(JOIN_FIELDS.map((field) => [field, typed[field] ?? ''])),
      employers: [employer('staff'), employer('contractor')],
      languages: languageOptions(say, typed['language']),
      ...errorViews(say, errors, JOIN_FIELDS, wait === null ? null : refused('too-many', { minutes: Math.ceil(wait / 60) })),
    };
    if (wait !== null) return page('people/join', view, { layout: 'bare', status: 429, headers: { 'retry-after': String(wait) } });
    return page('people/join', view, { layout: 'bare', status: view.errorList ? 422 : 200 });
  }
}

/** An old poster and a code that never was get one answer; whoever stands before an old one learns what to do. */
const gone = (): Reply => page('people/join/gone', {}, { layout: 'bare', status: 404 });
