import { Controller, Get, Param, Req } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Public } from '#platform/http/access';
import { CallerAddress, Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, page, type Reply } from '#platform/http/reply';
import { type Request, visitOf } from '#platform/http/request';
import { AccreditationService } from '../accreditation.service';
import { DiplomaLinksService } from '../diploma-links.service';
import { readCode } from '../domain/code';
import type { DiplomaOwner } from '../domain/diploma-link';
import { DiplomaPrinter } from './diploma-printer';
import { fileNameOf } from './diploma-file-name';
import { inEvenTime } from './even-time';
import { PersonalLinkThrottle } from './personal-link-throttle';
import { shelfView } from './shelf.view';
import { TranscriptPrinter } from './transcript-printer';

/** The address is the key: nobody may find it in an index, or read it in what a browser says of where it came from. */
const QUIET = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' } as const;

/** What a personal link opens: the person's diplomas and transcript, and nothing else. */
@Controller('d')
@Public('whoever holds a personal link reaches that person’s diplomas, also after leaving')
export class PersonalPlaceController {
  constructor(
    private readonly links: DiplomaLinksService,
    private readonly accreditation: AccreditationService,
    private readonly printer: DiplomaPrinter,
    private readonly transcripts: TranscriptPrinter,
    private readonly throttle: PersonalLinkThrottle,
  ) {}

  @Get(':secret')
  async show(
    @Ctx() ctx: Context,
    @CallerAddress() address: string,
    @Param('secret') secret: string,
    @Req() request: Request,
  ): Promise<Reply> {
    const owner = await this.owner(ctx, address, secret);
    const diplomas = await this.accreditation.shelfOf(owner.id);
    const pictures = await this.printer.picturesOf(diplomas);
    const visit = visitOf(request);
    request.visit = { ...visit, ctx: { ...ctx, locale: owner.language } };
    const name = `${owner.givenName} ${owner.familyName}`;
    return page(
      'accreditation/personal',
      { name, place: `/d/${secret}`, ...shelfView(diplomas, owner.id, pictures, ctx.zone) },
      { headers: QUIET },
    );
  }

  /** `transcript.pdf`, or `CODE.pdf` of a diploma that is this person's. */
  @Get(':secret/:file')
  async file(
    @Ctx() ctx: Context,
    @CallerAddress() address: string,
    @Param('secret') secret: string,
    @Param('file') file: string,
  ): Promise<Reply> {
    const owner = await this.owner(ctx, address, secret);
    if (file === 'transcript.pdf') return this.transcripts.print(ctx, owner, QUIET);
    const code = /\.pdf$/.test(file) ? readCode(file.slice(0, -'.pdf'.length)) : null;
    const diploma = code === null ? null : await this.accreditation.byCode(code);
    if (diploma === null || !(await this.accreditation.isOf(diploma, owner.id))) throw new NotFound();
    const body = await this.printer.pdfOf(diploma);
    return download({ name: fileNameOf(diploma.snapshot), type: 'application/pdf', body, inline: true, headers: QUIET });
  }

  private async owner(ctx: Context, address: string, secret: string): Promise<DiplomaOwner> {
    await this.throttle.book(address);
    const owner = await inEvenTime(this.links.open(ctx, secret));
    if (owner !== null) return owner;
    await this.throttle.stray(address);
    throw new NotFound('no such link');
  }
}
