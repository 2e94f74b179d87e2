import { Body, Controller, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Context, Role } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { redirect, type Reply } from '#platform/http/reply';
import { AccountService } from '../account.service';
import { idFrom } from './person-access.controller';
import { ROLES } from './person-access.view';

const roleForm = z.object({ role: z.enum(ROLES, 'identity.form.role') });

@Controller('people/:id/roles')
@Requires('access.write')
export class RolesController {
  constructor(private readonly accounts: AccountService) {}

  @Post()
  grant(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    return this.change(id, body, 'granted', (role) => this.accounts.grant(ctx, idFrom(id), role));
  }

  @Post('revocations')
  revoke(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    return this.change(id, body, 'revoked', (role) => this.accounts.revoke(ctx, idFrom(id), role));
  }

  private async change(
    id: string,
    body: unknown,
    doneAs: 'granted' | 'revoked',
    change: (role: Role) => ReturnType<AccountService['grant']> | ReturnType<AccountService['revoke']>,
  ): Promise<Reply> {
    const back = `/people/${idFrom(id)}/access`;
    const parsed = parseForm(roleForm, body);
    if (!parsed.ok) return redirect(back, { kind: 'refused', key: 'identity.form.role' });
    const changed = await change(parsed.value.role);
    if (changed.ok) return redirect(back, { kind: 'done', key: `identity.flash.${doneAs}` });
    if (changed.refusal === 'no-such-person') throw new NotFound('no such person');
    return redirect(back, { kind: 'refused', key: `identity.refusal.${changed.refusal}` });
  }
}
