import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, newReadableCode, type SiteId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { JoiningRequests } from './data/requests.repository';
import type { Poster } from './domain/joining-request';

/** Nobody guesses it, and a new one is made in a moment when it has gone too far. */
const CODE_LENGTH = 14;

/** What hangs on the wall of a site (or, without one, of the company) and leads to "I am not on the list". */
@Injectable()
export class PostersService {
  constructor(
    private readonly requests: JoiningRequests,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly config: Config,
  ) {}

  of(siteId: SiteId | null): Promise<Poster | null> {
    return this.requests.posterOf(siteId);
  }

  byCode(typed: string): Promise<Poster | null> {
    return this.requests.posterByCode(typed.toUpperCase().slice(0, 40));
  }

  addressOf({ code }: Poster): string {
    return `${this.config.publicUrl}/join/${code}`;
  }

  /** Every one that hangs, with the name of its site. */
  all(): Promise<(Poster & { readonly site: string | null })[]> {
    return this.requests.posters();
  }

  /** For each site that has none. Returns how many were made. */
  makeMissing(ctx: Context): Promise<number> {
    return this.work.run(async () => {
      await this.requests.queue();
      const sites = await this.requests.sitesWithoutPoster();
      for (const siteId of sites) await this.renew(ctx, siteId);
      return sites.length;
    });
  }

  /** A new code; what hangs on the wall until now leads nowhere any more. */
  renew(ctx: Context, siteId: SiteId | null): Promise<Poster> {
    return this.work.run(async () => {
      const by = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
      const replaced = await this.requests.revokePosters(siteId, by, ctx.now);
      const made = { createdAt: ctx.now, createdBy: by, revokedAt: null, revokedBy: null };
      const poster: Poster = { id: newId(), siteId, code: newReadableCode(CODE_LENGTH), ...made };
      await this.requests.addPoster(poster);
      await this.audit.record(ctx, { action: 'poster.made', subject: { type: 'poster', id: poster.id }, detail: { siteId, replaced } });
      return poster;
    });
  }

  /** True when there was one. */
  revoke(ctx: Context, siteId: SiteId | null): Promise<boolean> {
    return this.work.run(async () => {
      const revoked = await this.requests.revokePosters(siteId, ctx.actor.kind === 'person' ? ctx.actor.personId : null, ctx.now);
      if (revoked > 0) await this.audit.record(ctx, { action: 'poster.revoked', subject: { type: 'site', id: siteId ?? 'company' } });
      return revoked > 0;
    });
  }
}
