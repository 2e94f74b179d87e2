import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { PlacesReadModel } from '#modules/people';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { redirect, type Reply } from '#platform/http/reply';
import { AccountService } from '../account.service';
import { Reach } from '../reach.service';
import { type GrantForm, grantForm } from './roles.form';

@Controller('people/:id/roles')
@Requires('access.write')
export class RolesController {
  constructor(
    private readonly accounts: AccountService,
    private readonly reach: Reach,
    private readonly places: PlacesReadModel,
  ) {}

  @Post()
  async grant(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const personId = await this.reach.person(ctx, id);
    return this.change(personId, body, 'granted', async (grant) => {
      if (grant.supplierId !== null && !(await this.places.suppliers()).some((supplier) => supplier.id === grant.supplierId))
        throw new NotFound('no such supplier');
      return this.accounts.grant(ctx, personId, grant);
    });
  }

  @Post('revocations')
  async revoke(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const personId = await this.reach.person(ctx, id);
    return this.change(personId, body, 'revoked', (grant) => this.accounts.revoke(ctx, personId, grant));
  }

  private async change(
    personId: PersonId,
    body: unknown,
    doneAs: 'granted' | 'revoked',
    change: (grant: GrantForm) => ReturnType<AccountService['grant']> | ReturnType<AccountService['revoke']>,
  ): Promise<Reply> {
    const back = `/people/${personId}/access`;
    const parsed = parseForm(grantForm, body);
    if (!parsed.ok)
      return redirect(back, { kind: 'refused', key: parsed.errors['role'] ?? parsed.errors['supplier'] ?? 'identity.form.role' });
    const changed = await change(parsed.value);
    if (changed.ok) return redirect(back, { kind: 'done', key: `identity.flash.${doneAs}` });
    if (changed.refusal === 'no-such-person') throw new NotFound('no such person');
    const isSoAlready = changed.refusal === 'already-granted' || changed.refusal === 'not-granted';
    return redirect(back, { kind: isSoAlready ? 'note' : 'refused', key: `identity.refusal.${changed.refusal}` });
  }
}
