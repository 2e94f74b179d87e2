import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import send from '@fastify/send';
import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Config } from '#platform/config/config';
import { type Surroundings, type View, ViewEngine } from '#platform/views/engine';
import { cookieName, cookieOptions } from './cookies';
import type { FlashMessage, Reply } from './reply';
import { type Request, type Response, visitOf } from './request';
import { CompanyOnPages, Navigation } from './surroundings';

/** Turns what a controller answers into HTTP. */
@Injectable()
export class Responder {
  constructor(
    private readonly config: Config,
    private readonly views: ViewEngine,
    private readonly company: CompanyOnPages,
    private readonly navigation: Navigation,
  ) {}

  /** A promise where it takes a moment until the answer begins. */
  send(reply: Reply, request: Request, response: Response): unknown {
    switch (reply.kind) {
      case 'page': {
        const html = this.views.page(reply.template, reply.view, this.surroundings(request, response), reply.layout);
        return response
          .status(reply.status)
          .headers({ 'cache-control': 'private, no-store', ...reply.headers })
          .type('text/html; charset=utf-8')
          .send(html);
      }
      case 'fragment':
        return response
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(this.views.render(reply.template, reply.view, this.surroundings(request, response)));
      case 'redirect': {
        for (const cookie of reply.cookies) this.setCookie(response, cookie.name as 'session', cookie.value, cookie.maxAgeSeconds);
        if (reply.flash) this.setCookie(response, 'flash', Buffer.from(JSON.stringify(reply.flash)).toString('base64url'), 60);
        return response.header('cache-control', 'no-store').redirect(reply.to, 303);
      }
      case 'download': {
        const body =
          Buffer.isBuffer(reply.body) || typeof reply.body === 'string' || reply.body instanceof Readable
            ? reply.body
            : Readable.from(reply.body);
        return response
          .status(200)
          .headers({ 'cache-control': 'private, no-store', 'content-disposition': disposition(reply.inline, reply.name), ...reply.headers })
          .type(reply.type)
          .send(body);
      }
      case 'file':
        return this.sendFile(reply, request, response);
      case 'json':
        return response
          .status(reply.status)
          .headers({ 'cache-control': 'no-store', ...reply.headers })
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(reply.body));
    }
  }

  /** A page that no controller answered: an error. */
  page(template: string, view: View, status: number, request: Request, response: Response): unknown {
    return this.send({ kind: 'page', template, view, status, layout: 'bare', headers: {} }, request, response);
  }

  /** Whoever continues a download that broke off names the part that is missing; a tag tells whether it is still the same file. */
  private async sendFile({ path, name, type }: Reply & { kind: 'file' }, request: Request, response: Response): Promise<void> {
    const found = await send(request.raw, encodeURIComponent(basename(path)), {
      root: dirname(path),
      cacheControl: false,
      contentType: false,
      dotfiles: 'allow',
      index: false,
    });
    void response.status(found.statusCode).headers({ ...found.headers, 'cache-control': 'private, no-store' });
    // A part that is not there, or of another file.
    if (found.type !== 'file') void response.type('text/plain; charset=utf-8').removeHeader('content-length').send('');
    else
      void response
        .headers({ 'content-disposition': disposition(false, name) })
        .type(type)
        .send(found.stream);
  }

  private surroundings(request: Request, response: Response): Surroundings {
    const { ctx, csrf, sharedDevice } = visitOf(request);
    const path = request.url.split('?')[0] ?? '/';
    return {
      locale: ctx.locale,
      zone: ctx.zone,
      csrf,
      company: this.company.face(),
      actor: ctx.actor.kind === 'person' ? { name: ctx.actor.name } : null,
      nav: this.nav(ctx, path),
      flash: this.takeFlash(request, response),
      sharedDevice,
      path: request.url,
      publicUrl: this.config.publicUrl,
    };
  }

  private nav(ctx: Context, path: string): Surroundings['nav'] {
    const entries = this.navigation.for(ctx);
    // Of /my and /my/diplomas, both of which /my/diplomas begins with, the longer one is where the reader is.
    const here = entries
      .map(({ href }) => href)
      .filter((href) => path === href || path.startsWith(`${href}/`))
      .sort((a, b) => b.length - a.length)[0];
    return entries.map(({ href, label, icon }) => ({ href, label, icon, current: href === here }));
  }

  private takeFlash(request: Request, response: Response): Surroundings['flash'] {
    const held = request.cookies[cookieName(this.config, 'flash')];
    if (held === undefined) return null;
    this.setCookie(response, 'flash', null);
    try {
      const flash = JSON.parse(Buffer.from(held, 'base64url').toString('utf8')) as FlashMessage;
      const kind = FLASH_KINDS.find((one) => one === flash.kind) ?? 'done';
      return { kind, text: this.views.say(visitOf(request).ctx.locale, flash.key, flash.values ?? {}) };
    } catch {
      // A cookie that we did not write, or a key of an older release: nothing to say.
      return null;
    }
  }

  private setCookie(
    response: Response,
    name: 'session' | 'flash' | 'language' | 'device',
    value: string | null,
    maxAgeSeconds?: number,
  ): void {
    if (value === null) void response.clearCookie(cookieName(this.config, name), cookieOptions(this.config));
    else void response.setCookie(cookieName(this.config, name), value, cookieOptions(this.config, maxAgeSeconds));
  }
}

/** RFC 6266: a plain name for old browsers, the real one beside it. */
function disposition(inline: boolean, name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^\x20-\x7e]|["\\/]/g, '');
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

const FLASH_KINDS = ['done', 'note', 'refused'] as const satisfies readonly FlashMessage['kind'][];
