import { Controller, Get, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, page, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { DiplomaPrinter } from './diploma-printer';
import { fileNameOf } from './diploma-file-name';
import { shelfView } from './shelf.view';

@Controller('my/diplomas')
@Requires('my')
export class MyDiplomasController {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly printer: DiplomaPrinter,
  ) {}

  @Get()
  async index(@Ctx() { actor }: Context): Promise<Reply> {
    if (actor.kind !== 'person') throw new NotFound();
    const diplomas = await this.accreditation.shelfOf(actor.personId);
    return page('accreditation/shelf', { ...shelfView(diplomas, await this.printer.picturesOf(diplomas)) });
  }

  /** `CODE.pdf`. Somebody else's diploma is not there. */
  @Get(':file')
  async show(@Ctx() { actor }: Context, @Param('file') file: string): Promise<Reply> {
    const code = /^(.+)\.pdf$/.exec(file)?.[1];
    const diploma = code === undefined ? null : await this.accreditation.byCode(code);
    if (diploma === null || actor.kind !== 'person' || diploma.personId !== actor.personId) throw new NotFound();
    return download({
      name: fileNameOf(diploma.snapshot),
      type: 'application/pdf',
      body: await this.printer.pdfOf(diploma),
      inline: true,
    });
  }
}
