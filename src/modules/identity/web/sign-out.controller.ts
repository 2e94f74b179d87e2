import { Controller, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Public } from '#platform/http/access';
import { Ctx, SessionToken } from '#platform/http/context';
import { redirect, type Reply } from '#platform/http/reply';
import { SignInService } from '../sign-in.service';
import { noSession } from './session-cookie';

@Controller('sign-out')
export class SignOutController {
  constructor(private readonly signIns: SignInService) {}

  @Post()
  @Public('pressed twice, or after the session has ended, it still leads out')
  async create(@Ctx() ctx: Context, @SessionToken() token: string | null): Promise<Reply> {
    if (token !== null) await this.signIns.signOut(ctx, token);
    return redirect('/sign-in', { kind: 'done', key: 'identity.flash.signed-out' }, [noSession]);
  }
}
