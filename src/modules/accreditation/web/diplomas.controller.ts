import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { download, page, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { RegisterReadModel, type RegisterFilter, STANDINGS } from '../data/register.read-model';
import { type Asked, textIn } from './asked';
import { fileNameOf } from './diploma-file-name';
import { DiplomaOfPage } from './diploma-of-page';
import { DiplomaPrinter } from './diploma-printer';
import { filterQuery, registeredView, registerView } from './register.view';

const PAGE = 50;

/** Every diploma that was ever issued: found, read, and where a mistake was made, set right. */
@Controller('diplomas')
@Requires('diplomas.read')
export class DiplomasController {
  constructor(
    private readonly register: RegisterReadModel,
    private readonly diplomas: DiplomaOfPage,
    private readonly accreditation: AccreditationService,
    private readonly printer: DiplomaPrinter,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  async index(@Query() query: Asked): Promise<Reply> {
    const filter = filterOf(query);
    const number = pageNumber(query['page']);
    const [diplomas, total] = await Promise.all([this.register.page(filter, (number - 1) * PAGE, PAGE), this.register.count(filter)]);
    const paging = pagingOf('/diplomas', filterQuery(filter), number, PAGE, total);
    return page('accreditation/register', { ...registerView(filter, diplomas, paging) });
  }

  @Get(':id')
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const diploma = await this.diplomas.find(id);
    const [deeds, pictures, replacement] = await Promise.all([
      this.register.deeds(diploma.id),
      this.printer.picturesOf([diploma]),
      diploma.supersededBy === null ? null : this.accreditation.byId(diploma.supersededBy),
    ]);
    const mayWrite = this.policy.may(ctx.actor, 'diplomas.write');
    return page('accreditation/register/diploma', { ...registeredView(diploma, deeds, pictures, replacement), mayWrite });
  }

  @Get(':id/pdf')
  async pdf(@Param('id') id: string): Promise<Reply> {
    const diploma = await this.diplomas.find(id);
    const body = await this.printer.pdfOf(diploma);
    return download({ name: fileNameOf(diploma.snapshot), type: 'application/pdf', body, inline: true });
  }
}

function filterOf(query: Asked): RegisterFilter {
  const standing = STANDINGS.find((one) => one === query['standing']) ?? 'all';
  return { standing, words: (textIn(query, 'q') ?? '').trim().slice(0, 100) };
}
