import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { SiteId } from '#kernel/id';
import { LOCALES } from '#kernel/locale';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, page, redirect, type Reply } from '#platform/http/reply';
import { renderPdf } from '#platform/pdf/render';
import { ViewEngine } from '#platform/views/engine';
import { CompanyService } from '../company.service';
import { RequestsReadModel } from '../data/requests.read-model';
import { PostersService } from '../posters.service';
import { posterDocument } from './poster-sheet';

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
    return page('people/sites', { sites: [company, ...sites], back: this.mayMake(ctx) ? '/people' : '/team' });
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
    const { name, language } = await this.company.current();
    const link = this.posters.addressOf(poster);
    const other = LOCALES.find((one) => one !== language) ?? language;
    const body = await renderPdf(
      posterDocument({
        company: name,
        site: site.name,
        link,
        address: link.replace(/^https?:\/\//, ''),
        createdAt: poster.createdAt,
        languages: [language, other],
        say: (locale, key) => this.views.say(locale, key),
      }),
    );
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
