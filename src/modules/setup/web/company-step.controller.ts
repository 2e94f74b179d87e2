import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { LOCALES } from '#kernel/locale';
import { Public } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm, typedValues } from '#platform/http/forms';
import { redirect, type Reply } from '#platform/http/reply';
import { refusalOfPicture } from '#platform/pdf/picture';
import { Upload, type UploadedFile } from '#platform/http/uploads';
import { COUNTRIES } from '../domain/countries';
import { type Draft, type DraftLogo, kept, type Typed } from '../domain/draft';
import { logoTypeOf, refusalOfLogo } from '../domain/logo';
import { Drafts } from '../drafts.service';
import { SetupService } from '../setup.service';
import { companyForm, TIME_ZONES } from './company-step.form';
import { SetupPages } from './setup-pages';

const OWNER = 'there is no account yet: the one-time link is the key';
const TYPED = ['name', 'timeZone', 'country', 'language'];
const FIELDS = [...TYPED, 'logo'];

@Controller('setup/:secret')
@Public(OWNER)
export class CompanyStepController {
  constructor(
    private readonly setup: SetupService,
    private readonly drafts: Drafts,
    private readonly pages: SetupPages,
  ) {}

  @Get(['', 'company'])
  async show(@Ctx() ctx: Context, @Param('secret') secret: string): Promise<Reply> {
    const link = await this.setup.look(ctx, secret);
    return link.ok ? this.form(ctx, secret, await this.drafts.read(), {}) : this.pages.over(ctx, link.refusal);
  }

  @Post('company')
  async save(
    @Ctx() ctx: Context,
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Upload('logo') file: UploadedFile | null,
  ): Promise<Reply> {
    const link = await this.setup.look(ctx, secret);
    if (!link.ok) return this.pages.over(ctx, link.refusal);
    const { removeLogo, ...typed } = typedValues(body);
    const company = kept(typed, TYPED);
    // A damaged picture would be found out when the first diploma is drawn, months later.
    const refusal = file && (refusalOfLogo(file.bytes) ?? (refusalOfPicture(file.bytes) === null ? null : 'logo-damaged'));
    const logo = file && !refusal ? logoFrom(file) : null;
    const draft = await this.drafts.keep((before) => ({ company, logo: logo ?? (removeLogo === 'yes' ? null : before.logo) }));
    const parsed = parseForm(companyForm, body);
    const errors = { ...(parsed.ok ? {} : parsed.errors), ...(refusal ? { logo: `setup.form.${refusal}` } : {}) };
    return Object.keys(errors).length > 0 ? this.form(ctx, secret, draft, errors) : redirect(`/setup/${secret}/account`);
  }

  private form(ctx: Context, secret: string, { company, logo }: Draft, errors: FieldErrors): Reply {
    const values: Typed = { name: '', timeZone: zoneOfTheServer(), country: 'PE', language: ctx.locale, ...company };
    const regions = new Intl.DisplayNames(ctx.locale, { type: 'region' });
    const languages = new Intl.DisplayNames(ctx.locale, { type: 'language' });
    const option = (field: string, value: string, label: string) => ({ value, label, selected: values[field] === value });
    const countries = COUNTRIES.map((code) => option('country', code, regions.of(code) ?? code));
    const view = {
      values,
      logoName: logo?.name ?? null,
      timeZones: TIME_ZONES.map((zone) => option('timeZone', zone, zone.replaceAll('_', ' '))),
      countries: countries.sort((a, b) => a.label.localeCompare(b.label, ctx.locale)),
      languages: LOCALES.map((locale) => option('language', locale, languages.of(locale) ?? locale)),
    };
    return this.pages.step(ctx, { secret, step: 'company', view, errors, fields: FIELDS });
  }
}

function logoFrom({ name, bytes }: UploadedFile): DraftLogo | null {
  const type = logoTypeOf(bytes);
  return type && { name: name.slice(0, 200), type, base64: bytes.toString('base64') };
}

/** The best guess there is: most companies run the server where they are. */
const zoneOfTheServer = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
