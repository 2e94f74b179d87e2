import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { isCalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { startOfDay } from '#kernel/instant';
import { CurriculumService } from '#modules/curriculum';
import { CompanyService } from '#modules/people';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { PapersReadModel } from '../data/papers.read-model';
import { LegalService } from '../legal.service';
import { PapersService } from '../papers.service';
import { overdueUpTo } from '../domain/working-days';
import { addDays } from '#kernel/calendar-date';
import { packView, packsView } from './legal.view';
import { PackOfPage } from './pack-of-page';

/** The papers that laws ask for: which of them the company makes, what is missing for them, and how their clock stands. */
@Controller('legal')
export class LegalController {
  constructor(
    private readonly legal: LegalService,
    private readonly papers: PapersService,
    private readonly counts: PapersReadModel,
    private readonly named: PackOfPage,
    private readonly curriculum: CurriculumService,
    private readonly company: CompanyService,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('diplomas.read')
  async index(@Ctx() ctx: Context): Promise<Reply> {
    const [packs, { country }] = await Promise.all([this.legal.packs(), this.company.current()]);
    return page('legal/packs', { ...packsView(packs, country, ctx.locale) });
  }

  @Get(':pack')
  @Requires('diplomas.read')
  async show(@Ctx() ctx: Context, @Param('pack') name: string): Promise<Reply> {
    const used = await this.named.pack(name);
    const { pack, inUseFrom } = used;
    const overdueBefore = startOfDay(ctx.zone, addDays(overdueUpTo(ctx.today, pack.deadline), 1));
    const [gaps, employers, units, titles, outlook, counts] = await Promise.all([
      this.legal.gaps(pack, ctx.today),
      this.legal.employers(pack, ctx.today),
      this.legal.units(pack),
      this.curriculum.units(),
      this.papers.outlook(ctx, used),
      inUseFrom === null ? null : this.counts.counts(pack.pack, startOfDay(ctx.zone, inUseFrom), overdueBefore),
    ]);
    const mayWrite = this.policy.may(ctx.actor, 'diplomas.write');
    return page('legal/pack', { ...packView(used, { gaps, employers, units, titles, outlook, counts }, ctx), mayWrite });
  }

  @Post(':pack/use')
  @Requires('diplomas.write')
  async use(@Ctx() ctx: Context, @Param('pack') name: string, @Body() body: unknown): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const from = typedValues(body)['from'] ?? '';
    if (!isCalendarDate(from)) return redirect(`/legal/${pack.pack}`, { kind: 'refused', key: 'legal.refusal.no-day' });
    await this.legal.use(ctx, pack, from);
    return redirect(`/legal/${pack.pack}`, { kind: 'done', key: 'legal.flash.in-use' });
  }

  @Post(':pack/use/end')
  @Requires('diplomas.write')
  async stop(@Ctx() ctx: Context, @Param('pack') name: string): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    await this.legal.stop(ctx, pack);
    return redirect('/legal', { kind: 'done', key: 'legal.flash.stopped' });
  }
}
