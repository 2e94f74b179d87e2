import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { CurriculumService } from '../curriculum.service';
import { drawing } from './drawing';
import { sayer } from '#platform/views/say';
import { unitView, unitsView } from './units.view';

@Controller('units')
export class UnitsController {
  constructor(
    private readonly curriculum: CurriculumService,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('curriculum.read')
  async index(@Ctx() { locale }: Context): Promise<Reply> {
    const facts = await Promise.all((await this.curriculum.units()).map((unit) => this.facts(unit, locale)));
    return page('curriculum/units', unitsView(facts, locale, sayer(this.views, locale)));
  }

  @Get(':unit')
  @Requires('curriculum.read')
  async show(@Ctx() { actor, locale }: Context, @Param('unit') name: string): Promise<Reply> {
    const unit = (await this.curriculum.units()).find((one) => one.unit === name);
    if (!unit) throw new NotFound('no such unit');
    const mayPublish = this.policy.may(actor, 'curriculum.write');
    return page('curriculum/units/show', unitView(await this.facts(unit, locale), mayPublish, locale, sayer(this.views, locale)));
  }

  @Get(':unit/images/:file')
  @Requires('curriculum.read')
  async image(@Param('unit') unit: string, @Param('file') file: string): Promise<Reply> {
    const svg = await this.curriculum.draftImage(unit, file);
    if (svg === null) throw new NotFound('no such drawing');
    return drawing(file, svg, 'private, no-cache');
  }

  private async facts(overview: Awaited<ReturnType<CurriculumService['units']>>[number], locale: Context['locale']) {
    const { unit, onDisk } = overview;
    const [report] = onDisk ? await this.curriculum.check(unit, locale) : [];
    const draft = onDisk ? await this.curriculum.draft(unit) : null;
    const asPublished = onDisk ? await this.curriculum.editionAsItStands(unit) : null;
    return { overview, report: report ?? null, draft, asPublished };
  }
}
