import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { startOfDay } from '#kernel/instant';
import { Config } from '#platform/config/config';
import { NotFound } from '#platform/http/errors';
import { download, type Headers, type Reply } from '#platform/http/reply';
import { sayDate, sayNumber } from '#platform/i18n/dates';
import { renderPdf } from '#platform/pdf/render';
import { ViewEngine } from '#platform/views/engine';
import { AccreditationService } from '../accreditation.service';
import { AppearanceService } from '../appearance.service';
import { DiplomaLinksService } from '../diploma-links.service';
import type { DiplomaOwner } from '../domain/diploma-link';
import { inShelf } from '../domain/shelf';
import { transcriptOf } from '../domain/transcript';
import { transcriptDocument } from './transcript-sheet';

/** The transcript on paper, in its holder's language: drawn from what stands today, the same bytes all day. */
@Injectable()
export class TranscriptPrinter {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly appearance: AppearanceService,
    private readonly links: DiplomaLinksService,
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  async print(ctx: Context, owner: DiplomaOwner, headers: Headers = {}): Promise<Reply> {
    const { language, personCode } = owner;
    const holder = `${owner.givenName} ${owner.familyName}`;
    const transcript = transcriptOf(inShelf(await this.accreditation.shelfOf(owner.id), owner.id));
    const { design, issuer } = (await this.appearance.current())[language];
    const document = transcriptDocument({
      transcript,
      holder,
      personCode,
      company: issuer.name,
      hue: issuer.hue,
      language,
      paper: design.paper,
      createdAt: startOfDay(ctx.zone, ctx.today),
      verifyAt: `${this.config.publicUrl}/verify`,
      say: (key, values) => this.views.say(language, key, values),
      date: (date) => sayDate(language, date, 'short'),
      number: (value) => sayNumber(language, value),
      madeOn: sayDate(language, ctx.today, 'long'),
    });
    const name = `${this.views.say(language, 'personal.transcript.file')}_${personCode.replaceAll(/[^A-Za-z0-9-]+/g, '-')}.pdf`;
    return download({ name, type: 'application/pdf', body: await renderPdf(document), inline: true, headers });
  }

  /** To whoever answers for the person: it leaves a line. @throws NotFound */
  async handOut(ctx: Context, personId: PersonId): Promise<Reply> {
    const owner = await this.links.owner(personId);
    if (owner === null) throw new NotFound('no such person');
    await this.accreditation.noteTranscript(ctx, personId);
    return this.print(ctx, owner);
  }
}
