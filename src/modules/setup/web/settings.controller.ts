import { Controller, Get } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { page, type Reply } from '#platform/http/reply';
import { SettingsIndex } from '#platform/http/surroundings';
import { SetupPages } from './setup-pages';

/** All that can be set, each with the page where it is. Modules put their entries there themselves. */
@Controller('settings')
@Requires('settings.write')
export class SettingsController {
  constructor(
    private readonly settings: SettingsIndex,
    private readonly pages: SetupPages,
  ) {}

  @Get()
  index(@Ctx() ctx: Context): Reply {
    const entries = this.settings
      .for(ctx)
      .map(({ href, icon, title, text }) => ({ href, icon, title: this.pages.say(ctx, title), text: this.pages.say(ctx, text) }));
    return page('setup/settings', { entries });
  }
}
