import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { AccountService } from '#modules/identity';
import { Public } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm, typedValues } from '#platform/http/forms';
import { redirect, type Reply } from '#platform/http/reply';
import { type Draft, kept, type Typed } from '../domain/draft';
import { Drafts } from '../drafts.service';
import { SetupService } from '../setup.service';
import { accountForm } from './account-step.form';
import { SetupPages } from './setup-pages';

const TYPED = ['givenName', 'familyName', 'email', 'personCode'];
const FIELDS = [...TYPED, 'password', 'again'];

@Controller('setup/:secret/account')
@Public('there is no account yet: the one-time link is the key')
export class AccountStepController {
  constructor(
    private readonly setup: SetupService,
    private readonly accounts: AccountService,
    private readonly drafts: Drafts,
    private readonly pages: SetupPages,
  ) {}

  @Get()
  async show(@Ctx() ctx: Context, @Param('secret') secret: string): Promise<Reply> {
    const link = await this.setup.look(ctx, secret);
    return link.ok ? this.form(ctx, secret, await this.drafts.read(), {}) : this.pages.over(ctx, link.refusal);
  }

  @Post()
  async save(@Ctx() ctx: Context, @Param('secret') secret: string, @Body() body: unknown): Promise<Reply> {
    const link = await this.setup.look(ctx, secret);
    if (!link.ok) return this.pages.over(ctx, link.refusal);
    const { do: wish, password = '', again = '', ...typed } = typedValues(body);
    const account = kept(typed, TYPED);
    const draft = await this.drafts.keep(() => ({ account }));
    if (wish === 'back') return redirect(`/setup/${secret}/company`);
    const parsed = parseForm(accountForm, body);
    const errors: Record<string, string> = { ...(parsed.ok ? {} : parsed.errors) };
    if (password !== again) errors['again'] = 'setup.form.again';
    // A password that was accepted before is kept as its hash; empty means that one.
    if (password === '' && draft.passwordHash === null) errors['password'] = 'setup.form.password';
    if (password === '' || password !== again) return this.answer(ctx, secret, draft, errors);
    const naming = { givenName: '', familyName: '', email: null, personCode: '', ...account };
    const prepared = await this.accounts.prepareFirst(password, naming);
    if (!prepared.ok) return this.form(ctx, secret, draft, { ...errors, password: `identity.refusal.${prepared.refusal}` });
    return this.answer(ctx, secret, await this.drafts.keep(() => ({ passwordHash: prepared.value })), errors);
  }

  private answer(ctx: Context, secret: string, draft: Draft, errors: FieldErrors): Reply {
    return Object.keys(errors).length > 0 ? this.form(ctx, secret, draft, errors) : redirect(`/setup/${secret}/cadence`);
  }

  private form(ctx: Context, secret: string, { account, passwordHash }: Draft, errors: FieldErrors): Reply {
    const values: Typed = { givenName: '', familyName: '', email: '', personCode: '', ...account };
    return this.pages.step(ctx, { secret, step: 'account', view: { values, hasPassword: passwordHash !== null }, errors, fields: FIELDS });
  }
}
