import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isLocale, type Locale } from '#kernel/locale';
import { Config } from '#platform/config/config';
import type { FieldErrors, TypedValues } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import type { Sheet } from '#platform/pdf/sheet';
import { sheetAsSvg } from '#platform/pdf/svg';
import { ViewEngine } from '#platform/views/engine';
import { errorViews, sayer } from '#platform/views/say';
import { AppearanceService } from '../appearance.service';
import { type DesignContent, type DiplomaDesign, statusOfDesign } from '../domain/diploma-design';
import { choicesOf, FIELDS, typedOf } from './design.view';
import { diplomaSheet } from './diploma-sheet';
import { SAMPLE_KINDS, type SampleKind, sampleOf, SAMPLES } from './samples';

/** What is looked at before a design is approved. */
export interface Tried {
  readonly content: DesignContent;
  /** Pictures that were sent along and are not kept. */
  readonly fresh: readonly Buffer[];
  readonly locale: Locale;
  readonly kind: SampleKind;
}

/** The page of one design: what it says, and what diplomas look like in it. */
@Injectable()
export class DesignPages {
  constructor(
    private readonly appearance: AppearanceService,
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  /** The languages and kinds that the samples can be asked for in; anything else is Spanish, and a unit's. */
  asked(locale: unknown, kind: unknown): Pick<Tried, 'locale' | 'kind'> {
    return { locale: isLocale(locale) ? locale : 'es', kind: SAMPLE_KINDS.find((known) => known === kind) ?? 'unit' };
  }

  async show(ctx: Context, design: DiplomaDesign, tried: Tried, typed: TypedValues | null, errors: FieldErrors = {}): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const status = statusOfDesign(design);
    const shown = errorViews(say, errors, FIELDS);
    const view = {
      number: design.number,
      path: `/settings/diplomas/${design.id}`,
      isDraft: status === 'draft',
      status: say(`accreditation.design.status.${status}`),
      ...choicesOf(say, typed ?? typedOf(design), tried, shown.errors),
      kept: {
        logo: design.logoHash !== null,
        seal: design.sealHash !== null,
      },
      ...shown,
      ...(await this.preview(ctx, tried)),
    };
    return page('accreditation/design', view, { status: shown.errorList ? 422 : 200 });
  }

  /** Each sample as a picture, with all that is too fine for a small one. */
  async preview(ctx: Context, tried: Tried) {
    const say = sayer(this.views, ctx.locale);
    const sheets = await this.sheets(ctx, tried);
    return {
      samples: SAMPLES.map((name, index) => {
        const caption = say(`accreditation.design.sample.${name}`);
        const sheet = sheets[index] ?? { width: 0, height: 0, items: [] };
        return { caption, picture: sheetAsSvg(inFull(sheet), say('accreditation.design.sample-of', { caption })) };
      }),
    };
  }

  async sheets(ctx: Context, { content, fresh, locale, kind }: Tried): Promise<readonly Sheet[]> {
    const { looks, pictures } = await this.appearance.tried(content, fresh);
    const approver = ctx.actor.kind === 'person' ? ctx.actor.name : '';
    return SAMPLES.map((name) =>
      diplomaSheet(sampleOf({ name, kind, locale }, looks[locale], { approver, publicUrl: this.config.publicUrl }), pictures),
    );
  }
}

/** What is shared by thousands is left out of small pictures of a sheet; here it is what one wants to see. */
const inFull = (sheet: Sheet): Sheet => ({
  ...sheet,
  items: sheet.items.map((item) => (item.kind === 'path' ? { ...item, shared: false } : item)),
});
