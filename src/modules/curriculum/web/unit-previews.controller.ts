import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isLocale } from '#kernel/locale';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { CurriculumService } from '../curriculum.service';
import { bankView } from './bank.view';
import { lessonPreview } from './lesson-preview.view';
import { sayer } from '#platform/views/say';

/** The texts as they stand on disk, for those who decide whether to publish them. */
@Controller('units/:unit')
export class UnitPreviewsController {
  constructor(
    private readonly curriculum: CurriculumService,
    private readonly views: ViewEngine,
  ) {}

  @Get('lessons/:lesson')
  @Requires('curriculum.read')
  async lesson(@Ctx() ctx: Context, @Param('unit') unit: string, @Param('lesson') id: string, @Query('language') asked: unknown): Promise<Reply> {
    const language = isLocale(asked) ? asked : ctx.locale;
    const lesson = (await this.curriculum.draft(unit))?.locales[language].lessons.find((one) => one.id === id);
    if (!lesson) throw new NotFound('no such lesson to read');
    return page('curriculum/units/preview', lessonPreview(unit, lesson, language, sayer(this.views, ctx.locale)));
  }

  @Get('test')
  @Requires('curriculum.read')
  async test(@Ctx() ctx: Context, @Param('unit') unit: string, @Query('language') asked: unknown): Promise<Reply> {
    const language = isLocale(asked) ? asked : ctx.locale;
    const draft = await this.curriculum.draft(unit);
    if (!draft) throw new NotFound('no such test to read');
    return page('curriculum/units/bank', bankView(unit, draft, language, sayer(this.views, ctx.locale)));
  }
}
