import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type DiplomaLinkId, isId, type PersonId } from '#kernel/id';
import type { Refused } from '#kernel/outcome';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { errorViews, sayer } from '#platform/views/say';
import { DiplomaLinksService, type LinkRefusal } from '../diploma-links.service';
import { diplomaLinkForm } from './diploma-link.form';
import { LinkSlipPrinter } from './link-slip-printer';

/** Whose links, on which page: the person's own, or HR's of that person. */
export interface Desk {
  readonly personId: PersonId;
  readonly page: string;
  /** What can be done is under it. */
  readonly path: string;
}

/** What can be done with personal links, the same for their owner and for HR. */
@Injectable()
export class DiplomaLinkDesk {
  constructor(
    private readonly links: DiplomaLinksService,
    private readonly printer: LinkSlipPrinter,
    private readonly views: ViewEngine,
  ) {}

  /** What the part of the page that is about links shows. */
  async view(ctx: Context, { personId, path }: Desk, typed: TypedValues = {}, errors: FieldErrors = {}) {
    const [owner, links] = await Promise.all([this.links.owner(personId), this.links.of(personId)]);
    if (owner === null) throw new NotFound('no such person');
    return {
      path,
      email: typed['email'] ?? owner.email ?? '',
      links: links.map(({ id, sentTo, createdAt, lastUsedAt }) => ({
        id,
        sentTo,
        createdAt,
        lastUsedAt,
        revocation: `${path}/${id}/revocation`,
      })),
      ...errorViews(sayer(this.views, ctx.locale), errors, ['email']),
    };
  }

  /** Whoever typed an address reads it once more: what is sent there opens the diplomas for good. */
  confirm(body: unknown, { page: back, path }: Desk): Reply | { readonly values: TypedValues; readonly errors: FieldErrors } {
    const parsed = parseForm(diplomaLinkForm, body);
    return parsed.ok ? page('accreditation/link/confirm', { back, path, email: parsed.value.email }) : parsed;
  }

  async mail(ctx: Context, body: unknown, { personId, page: back }: Desk): Promise<Reply> {
    const parsed = parseForm(diplomaLinkForm, body);
    if (!parsed.ok) return redirect(back, { kind: 'refused', key: 'personal.form.email' });
    const sent = await this.links.send(ctx, personId, parsed.value.email);
    return sent.ok ? redirect(back, { kind: 'done', key: 'personal.flash.sent', values: { to: sent.value } }) : refusal(sent, back);
  }

  async slip(ctx: Context, { personId, page: back }: Desk): Promise<Reply> {
    const made = await this.links.make(ctx, personId);
    return made.ok ? this.printer.print(ctx, made.value) : refusal(made, back);
  }

  async revoke(ctx: Context, link: string, { personId, page: back }: Desk): Promise<Reply> {
    const revoked = isId(link) ? await this.links.revoke(ctx, personId, link as DiplomaLinkId) : null;
    if (revoked?.ok !== true) throw new NotFound('no such link');
    return redirect(back, { kind: 'done', key: 'personal.flash.revoked' });
  }
}

function refusal({ refusal: code, details }: Refused<LinkRefusal>, back: string): Reply {
  if (code === 'no-such-person') throw new NotFound('no such person');
  return redirect(back, { kind: 'refused', key: `personal.refusal.${code}`, values: details });
}
