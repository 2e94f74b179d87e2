import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Context, PersonActor } from '#kernel/context';
import { type DownloadId, newId, type PersonId } from '#kernel/id';
import { nameInFile } from '#kernel/name-in-file';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { JobRunner } from '#platform/jobs/jobs';
import type { DownloadRow } from './data/download.entity';
import { DownloadsReadModel } from './data/downloads.read-model';
import { Downloads } from './data/downloads.repository';
import { TeamDiplomasReadModel } from './data/team-diplomas.read-model';
import { DownloadFolder } from './files/download-folder';
import { type Download, type DownloadQuestion, mayHave, MOST_UNDER_WAY, slotOf } from './domain/download';

/** The job that draws what was asked for. */
export const DRAW_DOWNLOADS = 'draw-downloads';

/** Many diplomas as one file: asked for, tried again, taken and put away by the person whose it is. */
@Injectable()
export class DownloadsService {
  constructor(
    private readonly downloads: Downloads,
    private readonly list: DownloadsReadModel,
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly folder: DownloadFolder,
    private readonly jobs: JobRunner,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** The same question a moment later is the same download. */
  async ask(
    ctx: Context & { readonly actor: PersonActor },
    question: DownloadQuestion,
  ): Promise<Outcome<DownloadId, 'no-diplomas' | 'too-many-downloads' | 'not-yours'>> {
    if (!mayHave(ctx.actor, question)) return refused('not-yours');
    const total = await this.diplomas.count({ ...question, today: ctx.today });
    if (total === 0) return refused('no-diplomas');
    const row = { ...rowOf(ctx, ctx.actor.personId, question, total), fileName: await this.nameOf(ctx, question) };
    return this.work.run(async () => {
      const same = await this.downloads.sameAs(row, ctx.now);
      if (same !== null && same.state !== 'failed' && same.state !== 'expired') return done(same.id);
      if ((await this.downloads.underWay(row.personId)) >= MOST_UNDER_WAY) return refused('too-many-downloads', { most: MOST_UNDER_WAY });
      if (same?.state === 'failed') return done((await this.begin(ctx, same)).id);
      // Somebody with two hands: the other one was first, and its download is the same.
      if (!(await this.downloads.add(row))) return done((await this.downloads.sameAs(row, ctx.now))?.id ?? row.id);
      await this.audit.record(ctx, { action: 'download.asked', ...aboutThat(row.id), detail: asAudited(row.personId, question, total) });
      this.jobs.soon(DRAW_DOWNLOADS);
      return done(row.id);
    });
  }

  /** Null where it is not this person's, or no longer may be. */
  async find(actor: PersonActor, id: DownloadId): Promise<Download | null> {
    const found = await this.downloads.ofPerson(id, actor.personId);
    return found !== null && mayHave(actor, found) ? found : null;
  }

  async tryAgain(ctx: Context & { readonly actor: PersonActor }, download: Download): Promise<Outcome<undefined, 'too-many-downloads'>> {
    return this.work.run(async () => {
      if ((await this.downloads.underWay(download.personId)) >= MOST_UNDER_WAY)
        return refused('too-many-downloads', { most: MOST_UNDER_WAY });
      await this.begin(ctx, download);
      return done();
    });
  }

  /** Whoever takes many diplomas away leaves a line; the rest of a download that broke off is the same download. */
  async noteTaken(ctx: Context, download: Download, fromTheBeginning: boolean): Promise<void> {
    if (!fromTheBeginning && download.downloadedAt !== null) return;
    await this.work.run(async () => {
      await this.downloads.taken(download.id, ctx.now);
      const detail = { ...asAudited(download.personId, download, download.drawn), download: download.id };
      await this.audit.record(ctx, { action: 'diplomas.downloaded', subject: { type: 'person', id: download.personId }, detail });
    });
  }

  /** The file is not where it should be: somebody put it away by hand, or restored the tables without it. */
  async noteLost(download: Download): Promise<void> {
    await this.work.run(() => this.downloads.lost(download.id));
  }

  /** Puts away the files whose time is over, and whatever lies beside them that belongs to nothing; returns how many downloads ended. */
  async expire({ now }: Context): Promise<number> {
    const expired = await this.work.run(async () => {
      const ids = await this.downloads.expire(now);
      await this.downloads.forget(now);
      return ids;
    });
    await this.folder.clearOthers(() => this.downloads.kept());
    return expired.length;
  }

  async remove(ctx: Context, download: Download): Promise<void> {
    await this.work.run(async () => {
      await this.downloads.remove(download.id);
      await this.audit.record(ctx, { action: 'download.removed', ...aboutThat(download.id) });
    });
    await this.folder.clear(download.id);
  }

  /** Without its ending, which only the finished file knows. */
  private async nameOf({ today }: Context, question: DownloadQuestion): Promise<string> {
    return ['diplomas', question.round ?? today, ...(await this.list.namesOf(question))]
      .map(nameInFile)
      .filter(Boolean)
      .join('_')
      .slice(0, 150);
  }

  private async begin(ctx: Context, download: Download): Promise<Download> {
    if (await this.downloads.tryAgain(download.id))
      await this.audit.record(ctx, { action: 'download.tried-again', ...aboutThat(download.id) });
    this.jobs.soon(DRAW_DOWNLOADS);
    return download;
  }
}

const aboutThat = (id: DownloadId) => ({ subject: { type: 'download', id } });

/** What a line says of it: how many, and of whom. */
function asAudited(personId: PersonId, { kind, managerId, supplierIds, round, teamId, siteId }: DownloadQuestion, diplomas: number) {
  const named = { manager: managerId === personId ? 'self' : managerId, suppliers: supplierIds, team: teamId, site: siteId };
  return { diplomas, kind, round, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)) };
}

function rowOf({ now }: Context, personId: PersonId, question: DownloadQuestion, total: number): DownloadRow {
  const { kind, managerId, supplierIds, round, teamId, siteId, locale } = question;
  const suppliers = supplierIds === null ? null : JSON.stringify([...supplierIds].sort());
  const asked = JSON.stringify([personId, kind, managerId, suppliers, round, teamId, siteId, locale]);
  return {
    id: newId(),
    personId,
    kind,
    managerId,
    supplierIds: suppliers,
    round,
    teamId,
    siteId,
    locale,
    question: createHash('sha256').update(asked).digest('hex'),
    askedSlot: slotOf(now),
    askedAt: now,
    state: 'waiting',
    total,
    drawn: 0,
    leftOut: null,
    attempts: 0,
    leaseUntil: null,
    startedAt: null,
    finishedAt: null,
    expiresAt: null,
    downloadedAt: null,
    fileName: null,
    kilobytes: null,
    problem: null,
  };
}
