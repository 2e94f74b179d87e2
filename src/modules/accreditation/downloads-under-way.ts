import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import type { DownloadId } from '#kernel/id';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { Clock, stopwatch } from '#platform/time/clock';
import { Downloads, type Held } from './data/downloads.repository';
import { type Download, type DownloadProblem, MOST_ATTEMPTS, notBefore } from './domain/download';
import { DownloadFolder } from './files/download-folder';
import { DownloadWorkshop, type Report } from './files/download-workshop';

/** So many are drawn at the same time by one process: a short one need not wait for a long one. */
const AT_ONCE = 2;
const SAY_EVERY_MS = 1000;

/** The downloads that this process draws after their request was answered. Where it stops, it or another goes on from there. */
@Injectable()
export class DownloadsUnderWay implements BeforeApplicationShutdown {
  private readonly running = new Map<DownloadId, Promise<void>>();
  /** One after another: what one is about to take on, the next already finds running. */
  private beginning: Promise<unknown> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly downloads: Downloads,
    private readonly workshop: DownloadWorkshop,
    private readonly folder: DownloadFolder,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Takes on what is due, as far as there is room; returns how many. They are drawn beside whoever calls. */
  begin(): Promise<number> {
    const begun = this.beginning.then(() => this.takeOn());
    this.beginning = begun.catch(() => undefined);
    return begun;
  }

  /** Begins, and waits for the end of one, for a while: a small one is ready before a person would look. */
  async settle(id: DownloadId, milliseconds: number): Promise<void> {
    await this.begin();
    const impatience = new AbortController();
    const patience = setTimeout(milliseconds, undefined, { signal: impatience.signal }).catch(() => undefined);
    await Promise.race([this.running.get(id), patience]);
    impatience.abort();
  }

  /** When nothing is being drawn here any more, nor about to be: for tests and for closing. */
  async settled(): Promise<void> {
    for (await this.beginning; this.running.size > 0; await this.beginning) await Promise.all(this.running.values());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.settled();
  }

  private async takeOn(): Promise<number> {
    let begun = 0;
    for (const download of await this.downloads.due(this.clock.now())) {
      if (this.stopping || this.running.size >= AT_ONCE) break;
      if (this.running.has(download.id) || !(await this.claim(download))) continue;
      const held = { ...download, attempts: download.attempts + 1 };
      this.running.set(
        download.id,
        this.draw(held).finally(() => this.ended(download.id)),
      );
      begun++;
    }
    return begun;
  }

  private claim(download: Download): Promise<boolean> {
    return this.work.run(async () => {
      if (download.attempts < MOST_ATTEMPTS) return this.downloads.claim(download, this.clock.now());
      // Every process that took it on ended with it: the next one must not.
      await this.downloads.failed(download, 'broken', this.clock.now());
      return false;
    });
  }

  private async draw(download: Download): Promise<void> {
    try {
      const made = await this.workshop.make(download, this.clock.today(), this.reporter(download));
      if (made === null || made.drawn === 0) {
        await this.fail(download, made === null ? 'none-left' : 'none-drawn');
        return;
      }
      await this.work.run(() => this.downloads.ready(download, made, this.clock.now()));
    } catch (error) {
      await this.broke(download, error).catch((again: unknown) => {
        // Its lease ends by itself.
        this.log.error({ download: download.id, error: again }, 'a download broke off, and that could not be written down');
      });
    }
  }

  /** Tells the row once a second how far it is, and that it is still held; stops where it is not, or where the process ends. */
  private reporter(held: Held): Report {
    let sinceSaid = stopwatch();
    let said = false;
    return async (progress) => {
      if (this.stopping) throw new Stopped();
      if (said && sinceSaid() < SAY_EVERY_MS) return;
      said = true;
      sinceSaid = stopwatch();
      if (!(await this.work.run(() => this.downloads.progress(held, progress, this.clock.now())))) throw new NotHeld();
    };
  }

  private async broke(download: Download, error: unknown): Promise<void> {
    if (error instanceof Stopped) {
      await this.work.run(() => this.downloads.release(download, null));
      return;
    }
    if (error instanceof NotHeld) return this.letGo(download);
    this.log.error({ download: download.id, error }, 'a download broke off');
    if (isFull(error)) return this.fail(download, 'disk-full');
    if (download.attempts >= MOST_ATTEMPTS) return this.fail(download, 'broken');
    await this.work.run(() => this.downloads.release(download, notBefore(this.clock.now(), download.attempts)));
  }

  private async fail(download: Download, problem: DownloadProblem): Promise<void> {
    await this.work.run(() => this.downloads.failed(download, problem, this.clock.now()));
  }

  /** Another process has it now, or its person put it away while it was drawn: then nobody wants its file. */
  private async letGo(download: Download): Promise<void> {
    if ((await this.downloads.ofPerson(download.id, download.personId)) === null) await this.folder.clear(download.id);
  }

  private ended(id: DownloadId): void {
    this.running.delete(id);
    if (this.stopping) return;
    this.begin().catch((error: unknown) => this.log.error({ error }, 'the next download could not be begun; the next minute tries again'));
  }
}

/** The process ends: what is drawn is kept, and the rest is for the next one. */
class Stopped extends Error {}

class NotHeld extends Error {}

function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
