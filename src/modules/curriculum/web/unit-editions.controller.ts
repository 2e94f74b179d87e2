import { Controller, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { redirect, type Reply } from '#platform/http/reply';
import { CurriculumService } from '../curriculum.service';

@Controller('units/:unit/editions')
export class UnitEditionsController {
  constructor(private readonly curriculum: CurriculumService) {}

  @Post()
  @Requires('curriculum.write')
  async create(@Ctx() ctx: Context, @Param('unit') unit: string): Promise<Reply> {
    const published = await this.curriculum.publish(ctx, unit);
    if (published.ok) {
      const { number, contentHash } = published.value;
      return redirect(`/units/${unit}`, { kind: 'done', key: 'curriculum.flash.published', values: { number, hash: contentHash.slice(0, 12) } });
    }
    switch (published.refusal) {
      case 'no-such-unit':
        throw new NotFound('no such unit');
      case 'unit-has-errors':
      case 'already-published':
        return redirect(`/units/${unit}`, { kind: 'refused', key: `curriculum.refusal.${published.refusal}`, values: published.details });
    }
  }
}
