import { lstat, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#kernel/instant';
import { instantOf, plusMinutes } from '#kernel/instant';
import { FILE_LIMITS } from '../domain/roster-columns';

export interface InboxFile {
  readonly name: string;
  readonly size: number;
  /** Null for a file that is too big to be a roster: nobody reads it. */
  read(): Promise<Buffer | null>;
}

/** The folder in which other systems leave rosters. Files that are still being written are left alone. */
export class InboxFolder {
  private seen = new Map<string, string>();

  constructor(private readonly path: string) {}

  /** Those that are complete: unchanged since the last look, or for a minute. */
  async complete(now: Instant): Promise<InboxFile[]> {
    await Promise.all(['.', 'done', 'refused'].map((folder) => mkdir(join(this.path, folder), { recursive: true })));
    const before = this.seen;
    this.seen = new Map();
    const found: InboxFile[] = [];
    for (const name of (await readdir(this.path)).filter(isMeant).sort()) {
      const file = join(this.path, name);
      // Not what a link points to: that may be anywhere.
      const { size, mtimeMs, ...stats } = await lstat(file)
        .then((one) => ({ size: one.size, mtimeMs: one.mtimeMs, isFile: one.isFile() }))
        .catch(() => NOTHING);
      if (!stats.isFile) continue;
      const mark = `${size} ${mtimeMs}`;
      this.seen.set(name, mark);
      const isOld = instantOf(Math.floor(mtimeMs)) <= plusMinutes(now, -1);
      if (before.get(name) !== mark && !isOld) continue;
      found.push({ name, size, read: async () => (size > FILE_LIMITS.bytes ? null : readFile(file)) });
    }
    return found;
  }

  /** Puts a file aside under the moment at which that happened, and never on top of another. */
  async putAside(name: string, folder: 'done' | 'refused', now: Instant): Promise<void> {
    const stamp = now.slice(0, 19).replace(/[-:]/g, '');
    const taken = new Set(await readdir(join(this.path, folder)));
    let target = `${stamp}-${name}`;
    for (let n = 2; taken.has(target); n++) target = `${stamp}-${n}-${name}`;
    await rename(join(this.path, name), join(this.path, folder, target));
    this.seen.delete(name);
  }
}

const NOTHING = { size: 0, mtimeMs: 0, isFile: false };

/** Hidden files, those that Office keeps beside an open one, and those of a transfer under way are not for us. */
const isMeant = (name: string): boolean => !/^[.~]|\.(?:part|partial|tmp|crdownload|filepart)$/i.test(name);
