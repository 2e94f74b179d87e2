import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { addDays } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { EmailAddress } from '#kernel/email-address';
import { type DiplomaLinkId, newId, newSecret, type PersonId } from '#kernel/id';
import { dateIn, startOfDay } from '#kernel/instant';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { MailOutbox } from '#platform/mail/outbox';
import { DiplomaLinks } from './data/diploma-links.repository';
import { type DiplomaLink, type DiplomaOwner, LINKS_A_DAY, masked } from './domain/diploma-link';

/** Whoever left longer ago than this knows the way by now, or asks for it. */
const LEAVERS_OF_DAYS = 90;
const CHUNK = 50;

export type LinkRefusal = 'no-such-person' | 'too-many-links';

/** What is printed: the only moment in which the address can be read. */
export interface PrintedLink {
  readonly owner: DiplomaOwner;
  readonly address: string;
}

/** Diplomas are their holders' own: a personal link leads to them without an account, also after leaving, until its owner revokes it. */
@Injectable()
export class DiplomaLinksService {
  constructor(
    private readonly links: DiplomaLinks,
    private readonly outbox: MailOutbox,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  owner(personId: PersonId): Promise<DiplomaOwner | null> {
    return this.links.owner(personId);
  }

  /** Those of this person that work. */
  of(personId: PersonId): Promise<readonly DiplomaLink[]> {
    return this.links.of(personId);
  }

  /** A link to be printed at once. The ones before it go on working: each paper and each message has its own. */
  make(ctx: Context, personId: PersonId): Promise<Outcome<PrintedLink, LinkRefusal>> {
    return this.work.run(async () => {
      const asked = await this.asked(ctx, personId);
      if (!asked.ok) return asked;
      const { link, address } = this.newLink(ctx, personId, null);
      await this.keep(ctx, link, 'printed');
      return done({ owner: asked.value, address });
    });
  }

  /** Sends a link to an address of the person's own, in their language. */
  send(ctx: Context, personId: PersonId, to: EmailAddress): Promise<Outcome<string, LinkRefusal>> {
    return this.work.run(async () => {
      const asked = await this.asked(ctx, personId);
      if (!asked.ok) return asked;
      const { link, address } = this.newLink(ctx, personId, to);
      await this.keep(ctx, link, 'sent');
      await this.mail(asked.value, to, address, `diploma-link:${link.id}`);
      return done(masked(to));
    });
  }

  revoke(ctx: Context, personId: PersonId, id: DiplomaLinkId): Promise<Outcome<undefined, 'no-such-link'>> {
    return this.work.run(async () => {
      if (!(await this.links.revoke(id, personId, ctx.now))) return refused('no-such-link');
      await this.audit.record(ctx, { action: 'diploma-link.revoked', subject: { type: 'person', id: personId }, detail: { link: id } });
      return done();
    });
  }

  /** Whose link it is; null for one that nobody was given, or that was revoked. */
  async open(ctx: Context, secret: string): Promise<DiplomaOwner | null> {
    const link = await this.links.bySecret(hashOf(secret));
    const owner = link === null ? null : await this.links.owner(link.personId);
    if (link === null || owner === null) return null;
    // So that its owner can tell one that is still used from one that was lost: the day is enough.
    if (link.lastUsedAt === null || dateIn(ctx.zone, link.lastUsedAt) !== ctx.today)
      await this.work.run(() => this.links.used(link.id, ctx.now));
    return owner;
  }

  /** To everybody who has gone for good and has an address on record: once, without having been asked. */
  async sendToLeavers(ctx: Context): Promise<number> {
    const since = addDays(ctx.today, -LEAVERS_OF_DAYS);
    let sent = 0;
    for (let next = await this.links.leavers(ctx.today, since, '', CHUNK); next.length > 0;) {
      for (const leaver of next) if (await this.sendToLeaver(ctx, leaver)) sent++;
      next = await this.links.leavers(ctx.today, since, next.at(-1)?.id ?? '', CHUNK);
    }
    return sent;
  }

  private sendToLeaver(ctx: Context, leaver: DiplomaOwner): Promise<boolean> {
    const to = leaver.email;
    if (to === null) return Promise.resolve(false);
    return this.work.run(async () => {
      const { link, address } = this.newLink(ctx, leaver.id, to);
      // Two processes may look at the same time: the first message is the only one.
      if (!(await this.mail(leaver, to, address, `diplomas-of-leaver:${leaver.id}`))) return false;
      await this.keep(ctx, link, 'left');
      return true;
    });
  }

  private async asked(ctx: Context, personId: PersonId): Promise<Outcome<DiplomaOwner, LinkRefusal>> {
    const owner = await this.links.owner(personId);
    if (owner === null) return refused('no-such-person');
    const today = await this.links.madeSince(personId, startOfDay(ctx.zone, ctx.today));
    return today < LINKS_A_DAY ? done(owner) : refused('too-many-links', { most: LINKS_A_DAY });
  }

  private newLink(ctx: Context, personId: PersonId, to: EmailAddress | null): { readonly link: DiplomaLink; readonly address: string } {
    const secret = newSecret();
    const link = {
      id: newId<'diploma-link'>(),
      personId,
      secretHash: hashOf(secret),
      sentTo: to === null ? null : masked(to),
      createdAt: ctx.now,
      lastUsedAt: null,
      revokedAt: null,
    };
    return { link, address: `${this.config.publicUrl}/d/${secret}` };
  }

  private async keep(ctx: Context, link: DiplomaLink, how: 'printed' | 'sent' | 'left'): Promise<void> {
    await this.links.add(link);
    const subject = { type: 'person', id: link.personId };
    await this.audit.record(ctx, { action: 'diploma-link.made', subject, detail: { link: link.id, how } });
  }

  private mail(owner: DiplomaOwner, to: EmailAddress, address: string, uniqueKey: string): Promise<boolean> {
    const data = { name: owner.givenName, link: address };
    return this.outbox.send({ to, template: 'accreditation/mail/diplomas', locale: owner.language, data, uniqueKey });
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
