import { Controller, Get, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, page, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { DiplomaLinksService } from '../diploma-links.service';
import { readCode } from '../domain/code';
import type { Diploma } from '../domain/diploma';
import { ShelfNeighbours } from '../shelf-neighbours';
import { fileNameOf } from './diploma-file-name';
import { diplomaPageView } from './diploma-page.view';
import { DiplomaPrinter } from './diploma-printer';
import { shelfView } from './shelf.view';
import { TranscriptPrinter } from './transcript-printer';

@Controller('my/diplomas')
@Requires('my')
export class MyDiplomasController {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly printer: DiplomaPrinter,
    private readonly links: DiplomaLinksService,
    private readonly transcripts: TranscriptPrinter,
    private readonly neighbours: ShelfNeighbours,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context): Promise<Reply> {
    if (ctx.actor.kind !== 'person') throw new NotFound();
    const { personId } = ctx.actor;
    const diplomas = await this.own(ctx);
    const [pictures, beside] = await Promise.all([this.printer.picturesOf(diplomas), this.neighbours.of(personId)]);
    return page('accreditation/shelf', { ...shelfView(diplomas, personId, pictures, ctx.zone), beside });
  }

  @Get('transcript.pdf')
  async transcript(@Ctx() ctx: Context): Promise<Reply> {
    const owner = ctx.actor.kind === 'person' ? await this.links.owner(ctx.actor.personId) : null;
    if (owner === null) throw new NotFound();
    return this.transcripts.print(ctx, owner);
  }

  /** `CODE` for its page, `CODE.pdf` for the paper. Somebody else's diploma is not there. */
  @Get(':file')
  async show(@Ctx() ctx: Context, @Param('file') file: string): Promise<Reply> {
    const diplomas = await this.own(ctx);
    const code = readCode(file.replace(/\.pdf$/, ''));
    const diploma = diplomas.find((own) => own.code === code);
    if (diploma === undefined) throw new NotFound();
    if (!file.endsWith('.pdf')) {
      const pictures = await this.printer.picturesOf([diploma]);
      return page('accreditation/diploma', { ...diplomaPageView(diploma, diplomas, pictures, ctx.zone) });
    }
    return download({
      name: fileNameOf(diploma.snapshot),
      type: 'application/pdf',
      body: await this.printer.pdfOf(diploma),
      inline: true,
    });
  }

  private own({ actor }: Context): Promise<readonly Diploma[]> {
    if (actor.kind !== 'person') throw new NotFound();
    return this.accreditation.shelfOf(actor.personId);
  }
}
