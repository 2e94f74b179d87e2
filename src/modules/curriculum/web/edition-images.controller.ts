import { Controller, Get, Param } from '@nestjs/common';
import { isId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { NotFound } from '#platform/http/errors';
import type { Reply } from '#platform/http/reply';
import { CurriculumService } from '../curriculum.service';
import { drawing } from './drawing';

@Controller('editions/:edition/images')
export class EditionImagesController {
  constructor(private readonly curriculum: CurriculumService) {}

  @Get(':file')
  @Requires('my')
  async show(@Param('edition') edition: string, @Param('file') file: string): Promise<Reply> {
    const svg = isId(edition) ? await this.curriculum.image(edition, file) : null;
    if (svg === null) throw new NotFound('no such drawing');
    return drawing(file, svg, 'private, max-age=31536000, immutable');
  }
}
