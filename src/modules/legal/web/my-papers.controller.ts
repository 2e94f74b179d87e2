import { Controller, Get, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { dateIn } from '#kernel/instant';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, page, type Reply } from '#platform/http/reply';
import { renderPdf } from '#platform/pdf/render';
import { PapersReadModel } from '../data/papers.read-model';
import type { PaperContent, PaperId } from '../domain/paper';
import { LegalService } from '../legal.service';
import { PapersService } from '../papers.service';
import { paperDocument } from './paper-sheet';

/** A person's own papers. */
@Controller('my/papers')
@Requires('my')
export class MyPapersController {
  constructor(
    private readonly list: PapersReadModel,
    private readonly papers: PapersService,
    private readonly legal: LegalService,
  ) {}

  @Get()
  async index(@Ctx() { actor, locale }: Context): Promise<Reply> {
    if (actor.kind !== 'person') throw new NotFound();
    const papers = await this.list.ofPerson(actor.personId);
    return page('legal/mine', {
      papers: papers.map(({ id, pack, content, issuedAt }) => ({
        href: `/my/papers/${id}`,
        title: this.legal.find(pack)?.paper[locale] ?? pack,
        unit: (JSON.parse(content) as PaperContent).values['unit.title'] ?? '',
        issuedAt,
      })),
    });
  }

  @Get(':id')
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = isId(id) ? await this.papers.find(id as PaperId) : null;
    if (found === null || ctx.actor.kind !== 'person' || found.paper.personId !== ctx.actor.personId) throw new NotFound();
    const { paper, pack } = found;
    const body = await renderPdf(paperDocument(pack, paper.content.values, { issuedOn: dateIn(ctx.zone, paper.issuedAt), id: paper.id }));
    return download({ name: `${pack.pack}-${paper.id}.pdf`, type: 'application/pdf', body, inline: true });
  }
}
