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
import { type Diploma, holderName } from '../domain/diploma';
import { REVOCATION_REASONS } from '../domain/revocation';
import { DiplomaOfPage } from './diploma-of-page';
import { revokeDiplomaForm } from './revoke-diploma.form';

/** A diploma is taken back: a kind of reason for everybody, and what happened for the company alone. */
@Controller('diplomas/:id/revocation')
@Requires('diplomas.write')
export class DiplomaRevocationsController {
  constructor(
    private readonly diplomas: DiplomaOfPage,
    private readonly corrections: CorrectionsService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async offer(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const diploma = await this.diplomas.find(id);
    return diploma.revokedAt === null ? this.form(ctx, diploma, {}, {}) : alreadyRevoked(diploma);
  }

  @Post()
  async create(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const diploma = await this.diplomas.find(id);
    const parsed = parseForm(revokeDiplomaForm, body);
    if (!parsed.ok) return this.form(ctx, diploma, parsed.values, parsed.errors);
    const revoked = await this.corrections.revoke(ctx, diploma.id, parsed.value.reason, parsed.value.note);
    if (revoked.ok) return redirect(`/diplomas/${diploma.id}`, { kind: 'done', key: 'accreditation.flash.revoked' });
    if (revoked.refusal === 'not-there') throw new NotFound();
    return alreadyRevoked(diploma);
  }

  private form(ctx: Context, diploma: Diploma, values: TypedValues, errors: FieldErrors): Reply {
    const say = sayer(this.views, ctx.locale);
    const typed = { reason: '', note: '', ...values };
    const view = {
      id: diploma.id,
      name: holderName(diploma.snapshot.holder),
      code: diploma.code,
      unit: diploma.snapshot.award.title,
      values: typed,
      reasons: REVOCATION_REASONS.map((value) => ({
        value,
        label: say(`accreditation.revocation-reason.${value}`),
        checked: typed.reason === value,
      })),
      ...errorViews(say, errors, ['reason', 'note']),
    };
    return page('accreditation/register/revocation', view, { status: view.errorList ? 422 : 200 });
  }
}

const alreadyRevoked = ({ id }: Diploma): Reply =>
  redirect(`/diplomas/${id}`, { kind: 'refused', key: 'accreditation.refusal.already-revoked' });
