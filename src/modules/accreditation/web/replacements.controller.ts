import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { errorViews, sayer } from '#platform/views/say';
import { CorrectionsService } from '../corrections.service';
import { type Diploma, holderName, statusOf } from '../domain/diploma';
import { DiplomaOfPage } from './diploma-of-page';
import { replaceDiplomaForm } from './replace-diploma.form';

/** Another diploma takes the place of one with a mistake in the name, or of one that was revoked by mistake. */
@Controller('diplomas/:id')
@Requires('diplomas.write')
export class ReplacementsController {
  constructor(
    private readonly diplomas: DiplomaOfPage,
    private readonly corrections: CorrectionsService,
    private readonly views: ViewEngine,
  ) {}

  @Get('replacement')
  async offer(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const diploma = await this.diplomas.find(id);
    if (diploma.supersededAt !== null) return alreadyReplaced(diploma);
    const { givenName, familyName } = diploma.snapshot.holder;
    return this.form(ctx, diploma, { givenName, familyName, reason: '' }, {});
  }

  @Post('replacements')
  async create(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const diploma = await this.diplomas.find(id);
    const parsed = parseForm(replaceDiplomaForm, body);
    if (!parsed.ok) return this.form(ctx, diploma, parsed.values, parsed.errors);
    const { reason, ...name } = parsed.value;
    const replaced = await this.corrections.replace(ctx, diploma.id, name, reason);
    if (replaced.ok) return redirect(`/diplomas/${replaced.value.id}`, { kind: 'done', key: 'accreditation.flash.replaced' });
    switch (replaced.refusal) {
      case 'not-there':
        throw new NotFound();
      case 'same-name':
        return this.form(ctx, diploma, { ...name, reason }, { givenName: 'accreditation.refusal.same-name' });
      case 'already-replaced':
        return alreadyReplaced(diploma);
    }
  }

  private form(ctx: Context, diploma: Diploma, values: TypedValues, errors: FieldErrors): Reply {
    const view = {
      id: diploma.id,
      name: holderName(diploma.snapshot.holder),
      code: diploma.code,
      unit: diploma.snapshot.award.title,
      isRevoked: statusOf(diploma) === 'revoked',
      values: { givenName: '', familyName: '', reason: '', ...values },
      ...errorViews(sayer(this.views, ctx.locale), errors, ['givenName', 'familyName', 'reason']),
    };
    return page('accreditation/register/replacement', view, { status: view.errorList ? 422 : 200 });
  }
}

const alreadyReplaced = ({ id }: Diploma): Reply =>
  redirect(`/diplomas/${id}`, { kind: 'refused', key: 'accreditation.refusal.already-replaced' });
