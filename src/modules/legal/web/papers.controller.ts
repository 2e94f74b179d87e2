import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { dateIn } from '#kernel/instant';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { answering } from '#platform/http/answer';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { typedValues } from '#platform/http/forms';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { download, page, redirect, type Reply } from '#platform/http/reply';
import { renderPdf } from '#platform/pdf/render';
import { PAPER_STATES, PapersReadModel, type PaperState } from '../data/papers.read-model';
import type { PaperContent, PaperId } from '../domain/paper';
import { PapersService } from '../papers.service';
import { PackOfPage } from './pack-of-page';
import { paperDocument, paperSheets } from './paper-sheet';

const PAGE = 100;

/** The papers of a pack: made, printed for their signatures, handed over. */
@Controller('legal/:pack')
export class PapersController {
  constructor(
    private readonly papers: PapersService,
    private readonly list: PapersReadModel,
    private readonly named: PackOfPage,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get('papers')
  @Requires('diplomas.read')
  async index(
    @Ctx() ctx: Context,
    @Param('pack') name: string,
    @Query('state') asked: unknown,
    @Query('page') typed: unknown,
  ): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const state = stateOf(asked);
    const number = pageNumber(typed);
    const [papers, total] = await Promise.all([
      this.list.page(pack.pack, state, (number - 1) * PAGE, PAGE),
      this.list.count(pack.pack, state),
    ]);
    const at = `/legal/${pack.pack}`;
    const paging = pagingOf(`${at}/papers`, { state }, number, PAGE, total);
    return page('legal/papers', {
      at,
      pack: pack.title[ctx.locale],
      state,
      tabs: PAPER_STATES.map((one) => ({ state: one, href: `${at}/papers?state=${one}`, current: one === state })),
      total,
      print: `${at}/papers.pdf?state=${state}&page=${number}`,
      mayWrite: this.policy.may(ctx.actor, 'diplomas.write'),
      isUndelivered: state === 'undelivered',
      papers: papers.map(({ id, personCode, givenName, familyName, round, dueOn, deliveredOn }) => ({
        id,
        href: `${at}/papers/${id}`,
        name: `${familyName} ${givenName}`,
        personCode,
        round,
        dueOn,
        deliveredOn,
        isOverdue: deliveredOn === null && dueOn < ctx.today,
      })),
      paging: paging.previous !== null || paging.next !== null ? paging : null,
    });
  }

  @Post('papers')
  @Requires('diplomas.write')
  async create(@Ctx() ctx: Context, @Param('pack') name: string): Promise<Reply> {
    const used = await this.named.pack(name);
    const papers = await this.papers.issueReady(ctx, used);
    return redirect(`/legal/${used.pack.pack}/papers`, { kind: 'done', key: 'legal.flash.issued', values: { papers } });
  }

  /** The papers of one page of the list, ready to print and sign. */
  @Get('papers.pdf')
  @Requires('diplomas.read')
  async print(
    @Ctx() ctx: Context,
    @Param('pack') name: string,
    @Query('state') asked: unknown,
    @Query('page') typed: unknown,
  ): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const number = pageNumber(typed);
    const papers = await this.list.contents(pack.pack, stateOf(asked), (number - 1) * PAGE, PAGE);
    if (papers.length === 0) throw new NotFound('no papers to print');
    const contents = papers.map(({ content }) => (JSON.parse(content) as PaperContent).values);
    const first = paperDocument(pack, contents[0] ?? {}, { issuedOn: ctx.today, id: pack.pack });
    const document = { ...first, title: pack.paper[pack.language], sheets: contents.flatMap((values) => paperSheets(pack, values)) };
    return download({
      name: `${pack.pack}-${ctx.today}-${number}.pdf`,
      type: 'application/pdf',
      body: await renderPdf(document),
      inline: true,
    });
  }

  @Get('papers/:id')
  @Requires('diplomas.read')
  async show(@Ctx() ctx: Context, @Param('pack') name: string, @Param('id') id: string): Promise<Reply> {
    const { paper, pack } = await this.found(name, id);
    const body = await renderPdf(paperDocument(pack, paper.content.values, { issuedOn: dateIn(ctx.zone, paper.issuedAt), id: paper.id }));
    return download({ name: `${pack.pack}-${paper.id}.pdf`, type: 'application/pdf', body, inline: true });
  }

  @Post('papers/:id/replacement')
  @Requires('diplomas.write')
  async replace(@Ctx() ctx: Context, @Param('pack') name: string, @Param('id') id: string): Promise<Reply> {
    const { paper, pack } = await this.found(name, id);
    const replaced = await this.papers.reissue(ctx, paper.id);
    const back = `/legal/${pack.pack}/papers`;
    return answering('legal').answer(ctx, replaced, { to: back, done: 'legal.flash.replaced', notThere: 'not-there' });
  }

  @Post('deliveries')
  @Requires('diplomas.write')
  async deliver(@Ctx() ctx: Context, @Param('pack') name: string, @Body() body: unknown): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const one = typedValues(body)['paper'];
    const id = one === undefined ? null : (await this.found(name, one)).paper.id;
    const papers = await this.papers.deliver(ctx, pack, id);
    return redirect(`/legal/${pack.pack}/papers`, { kind: 'done', key: 'legal.flash.delivered', values: { papers } });
  }

  private async found(pack: string, id: string) {
    const found = isId(id) ? await this.papers.find(id as PaperId) : null;
    if (found?.pack.pack !== pack) throw new NotFound('no such paper');
    return found;
  }
}

const stateOf = (asked: unknown): PaperState => PAPER_STATES.find((state) => state === asked) ?? 'undelivered';
