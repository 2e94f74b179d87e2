import { Controller, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Public, Requires, type SharedDevice } from '#platform/http/access';
import { AtDevice, Ctx, SessionToken } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { json, redirect, type Reply } from '#platform/http/reply';
import { SessionService } from '../session.service';
import { SignInService } from '../sign-in.service';
import { noSession } from './session-cookie';

/** Somebody at a shared device: still here, or done. */
@Controller('device')
export class DeviceSessionsController {
  constructor(
    private readonly sessions: SessionService,
    private readonly signIns: SignInService,
  ) {}

  @Post('still-here')
  @Requires('my')
  async stillHere(@Ctx() ctx: Context, @SessionToken() token: string | null, @AtDevice() device: SharedDevice | null): Promise<Reply> {
    if (device === null || token === null) throw new NotFound('only a shared device is watched');
    await this.sessions.stillHere(token, ctx.now);
    return json({ locksAfterSeconds: device.idleSeconds });
  }

  @Post('locks')
  @Public('pressed by whoever is done, and by the page itself; after the session has ended it still locks')
  async lock(@Ctx() ctx: Context, @SessionToken() token: string | null): Promise<Reply> {
    if (token !== null) await this.signIns.signOut(ctx, token);
    return redirect('/sign-in', { kind: 'done', key: 'identity.flash.locked' }, [noSession]);
  }
}
