import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Locale } from '#kernel/locale';
import { Public } from '#platform/http/access';
import { CallerAddress, Ctx } from '#platform/http/context';
import { json, page, redirect, type Reply } from '#platform/http/reply';
import { type Request, visitOf } from '#platform/http/request';
import { AccreditationService } from '../accreditation.service';
import { readCode } from '../domain/code';
import { inEvenTime } from './even-time';
import { VerificationThrottle } from './verification-throttle';
import { verificationView } from './verification.view';
import { verifyView } from './verify.view';

@Controller('verify')
@Public('whoever holds a diploma’s code may verify it')
export class VerificationController {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly throttle: VerificationThrottle,
  ) {}

  /** The form; what is typed into it leads to the code's own address, which can be kept and shared. */
  @Get()
  index(@Query('code') typed?: string | string[]): Reply {
    if (typeof typed !== 'string' || typed.trim() === '')
      return page('accreditation/verify', { ...verifyView({ code: typed !== undefined }) });
    return redirect(`/verify/${encodeURIComponent(readCode(typed) ?? typed.trim().slice(0, 40))}`);
  }

  /** `CODE` for people, `CODE.json` for other people's tools. */
  @Get(':code')
  async show(@Ctx() ctx: Context, @CallerAddress() address: string, @Param('code') asked: string, @Req() request: Request): Promise<Reply> {
    await this.throttle.book(address);
    const typed = asked.replace(/\.json$/, '');
    const { verification, locale } = await inEvenTime(this.accreditation.verify(typed));
    const status = verification.status === 'unknown' ? 404 : 200;
    // Pages of other sites may ask too: nobody is signed in for it, and the answer is for everybody who has the code.
    if (asked.endsWith('.json')) return json(verification, { status, headers: { 'access-control-allow-origin': '*' } });
    speak(locale ?? ctx.locale, request);
    return page('accreditation/verification', { ...verificationView(verification, ctx.zone) }, { status });
  }
}

/** The page is in the language of the diploma, which is its holder's, whoever reads it. */
function speak(locale: Locale, request: Request): void {
  const visit = visitOf(request);
  request.visit = { ...visit, ctx: { ...visit.ctx, locale } };
}
