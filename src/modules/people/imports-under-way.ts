import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import type { ImportId } from '#kernel/id';
import { Log } from '#platform/log/log';

export interface ImportProgress {
  readonly phase: 'reading' | 'comparing' | 'writing';
  readonly rows: number;
  /** 0–100. */
  readonly percent: number;
}

/** The imports that this process is working on after their request was answered. The process does not end before they do. */
@Injectable()
export class ImportsUnderWay implements BeforeApplicationShutdown {
  private readonly running = new Map<ImportId, Promise<void>>();
  private readonly progress = new Map<ImportId, ImportProgress>();

  constructor(private readonly log: Log) {}

  start(id: ImportId, work: () => Promise<unknown>): void {
    const running = work()
      .then(() => undefined)
      .catch((error: unknown) => this.log.error({ import: id, error }, 'a roster import failed'))
      .finally(() => {
        this.running.delete(id);
        this.progress.delete(id);
      });
    this.running.set(id, running);
  }

  report(id: ImportId, progress: ImportProgress): void {
    this.progress.set(id, progress);
  }

  progressOf(id: ImportId): ImportProgress | null {
    return this.progress.get(id) ?? null;
  }

  /** Waits for the end of it, for a while: a small file is done before a person would look. */
  async settle(id: ImportId, milliseconds: number): Promise<void> {
    const impatience = new AbortController();
    const patience = setTimeout(milliseconds, undefined, { signal: impatience.signal }).catch(() => undefined);
    await Promise.race([this.running.get(id), patience]);
    impatience.abort();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
