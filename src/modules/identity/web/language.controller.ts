import { Body, Controller, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isLocale } from '#kernel/locale';
import { PeopleService } from '#modules/people';
import { Public, type SharedDevice } from '#platform/http/access';
import { AtDevice, Ctx } from '#platform/http/context';
import { type Cookie, redirect, type Reply } from '#platform/http/reply';
import { localPath } from './local-path';

const YEAR = 365 * 86_400;

@Controller('language')
export class LanguageController {
  constructor(private readonly people: PeopleService) {}

  @Post()
  @Public('visitors read too: theirs is kept in a cookie, a person’s with the person')
  async create(@Ctx() ctx: Context, @Body() body: Record<string, unknown>, @AtDevice() device: SharedDevice | null): Promise<Reply> {
    const { language } = body;
    const back = localPath(body['back']);
    if (!isLocale(language)) return redirect(back, { kind: 'refused', key: 'identity.form.language' });
    if (ctx.actor.kind === 'person') await this.people.speak(ctx, ctx.actor.personId, language);
    const cookie: Cookie = { name: 'language', value: language, maxAgeSeconds: YEAR };
    // What one person reads in is nothing for the next one at a shared device.
    return redirect(back, { kind: 'done', key: 'identity.flash.language-changed' }, device ? [] : [cookie]);
  }
}
