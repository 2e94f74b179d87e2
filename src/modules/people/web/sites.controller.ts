import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { SiteId } from '#kernel/id';
import { type Locale, LOCALES } from '#kernel/locale';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, page, redirect, type Reply } from '#platform/http/reply';
import { renderPdf, renderPdfTo } from '#platform/pdf/render';
import type { Sheet } from '#platform/pdf/sheet';
import { ViewEngine } from '#platform/views/engine';
import { CompanyService } from '../company.service';
import type { Poster } from '../domain/joining-request';
import { RequestsReadModel } from '../data/requests.read-model';
import { PostersService } from '../posters.service';
import { posterDocument, posterHeading, posterSheet, type PosterToPrint } from './poster-sheet';

/** The id under which the poster of the whole company stands, for companies without sites. */
const COMPANY = 'company';

interface Site {
  readonly id: SiteId | null;
  readonly name: string | null;
}

/** The posters of the sites. Managers print what hangs on their wall; HR makes the codes and takes them back. */
@Controller('sites')
export class SitesController {
  constructor(
    private readonly posters: PostersService,
    private readonly requests: RequestsReadModel,
    private readonly company: CompanyService,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('team')
  async index(@Ctx() ctx: Context): Promise<Reply> {
    const sites = (await this.requests.sites()).map(({ id, name, hasPoster }) => ({
      href: `/sites/${id}/poster`,
      name,
      hasPoster: hasPoster === 1,
    }));
    const company = {
      href: `/sites/${COMPANY}/poster`,
      name: (await this.company.current()).name,
      hasPoster: (await this.posters.of(null)) !== null,
    };
    const all = [company, ...sites];
    const posters = all.filter(({ hasPoster }) => hasPoster).length;
    const missing = sites.filter(({ hasPoster }) => !hasPoster).length;
    return page('people/sites', {
      sites: all,
      back: this.mayMake(ctx) ? '/people' : '/team',
      posters: posters > 1 ? posters : null,
      missing: this.mayMake(ctx) && missing > 0 ? missing : null,
    });
  }

  /** All of them for the printer, a page each, written while they are read. */
  @Get('posters.pdf')
  @Requires('team')
  async printAll(@Ctx() ctx: Context): Promise<Reply> {
    const posters = await this.posters.all();
    const [newest] = posters
      .map(({ createdAt }) => createdAt)
      .sort()
      .slice(-1);
    if (newest === undefined) throw new NotFound('no poster');
    const common = { ...(await this.common()), createdAt: newest };
    const toPrint = (poster: Poster & { readonly site: string | null }) => this.toPrint(common, poster, poster.site);
    const sheets = async function* (): AsyncGenerator<Sheet> {
      for (const poster of posters) {
        // Between two pages everybody else has a turn.
        await setImmediate();
        yield posterSheet(toPrint(poster));
      }
    };
    const body = new PassThrough();
    renderPdfTo(body, posterHeading(common), sheets()).catch((error: unknown) => body.destroy(error as Error));
    return download({ name: `${this.views.say(ctx.locale, 'joining.poster.files')}.pdf`, type: 'application/pdf', body });
  }

  @Post('posters')
  @Requires('roster.write')
  async makeMissing(@Ctx() ctx: Context): Promise<Reply> {
    const made = await this.posters.makeMissing(ctx);
    return redirect('/sites', { kind: made > 0 ? 'done' : 'note', key: 'joining.flash.posters-made', values: { made } });
  }

  @Get(':id/poster')
  @Requires('team')
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const site = await this.site(id);
    const poster = await this.posters.of(site.id);
    const path = `/sites/${id}/poster`;
    return page('people/sites/poster', {
      name: site.name ?? (await this.company.current()).name,
      path,
      address: poster && this.posters.addressOf(poster),
      madeAt: poster?.createdAt ?? null,
      mayMake: this.mayMake(ctx),
    });
  }

  @Get(':id/poster.pdf')
  @Requires('team')
  async print(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const site = await this.site(id);
    const poster = await this.posters.of(site.id);
    if (!poster) throw new NotFound('no poster');
    const body = await renderPdf(posterDocument(this.toPrint(await this.common(), poster, site.name)));
    return download({ name: `${this.views.say(ctx.locale, 'joining.poster.file')}.pdf`, type: 'application/pdf', body });
  }

  @Post(':id/poster')
  @Requires('roster.write')
  async renew(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    await this.posters.renew(ctx, (await this.site(id)).id);
    return redirect(`/sites/${id}/poster`, { kind: 'done', key: 'joining.flash.poster-made' });
  }

  @Post(':id/poster/revocation')
  @Requires('roster.write')
  async revoke(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    if (!(await this.posters.revoke(ctx, (await this.site(id)).id))) throw new NotFound('no poster');
    return redirect(`/sites/${id}/poster`, { kind: 'done', key: 'joining.flash.poster-revoked' });
  }

  /** The company's own language in large letters, the other below it. */
  private async common() {
    const { name, language } = await this.company.current();
    const other = LOCALES.find((one) => one !== language) ?? language;
    const say = (locale: Locale, key: string): string => this.views.say(locale, key);
    return { company: name, languages: [language, other] as const, say };
  }

  private toPrint(common: Pick<PosterToPrint, 'company' | 'languages' | 'say'>, poster: Poster, site: string | null): PosterToPrint {
    const link = this.posters.addressOf(poster);
    return { ...common, site, link, address: link.replace(/^https?:\/\//, ''), createdAt: poster.createdAt };
  }

  private async site(id: string): Promise<Site> {
    if (id === COMPANY) return { id: null, name: null };
    const site = (await this.requests.sites()).find((one) => one.id === id);
    if (!site) throw new NotFound('no such site');
    return site;
  }

  private mayMake(ctx: Context): boolean {
    return this.policy.may(ctx.actor, 'roster.write');
  }
}
