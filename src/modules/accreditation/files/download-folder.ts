import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { DownloadId } from '#kernel/id';
import { Config } from '#platform/config/config';
import type { NamedDiploma } from './named-diploma';

const LENGTH_OF_AN_ID = 36;
const ownerOf = (name: string): string => name.slice(0, LENGTH_OF_AN_ID);

/** Where downloads lie: what is being made (`.part`), which diplomas belong into it (`.list`), and what is ready. */
@Injectable()
export class DownloadFolder {
  private readonly path: string;

  constructor(config: Config) {
    this.path = join(config.dataDir, 'downloads');
  }

  pathOf(id: DownloadId, fileName: string): string {
    return join(this.path, `${id}${extname(fileName)}`);
  }

  async has(id: DownloadId, fileName: string): Promise<boolean> {
    return (await stat(this.pathOf(id, fileName)).catch(() => null)) !== null;
  }

  /** Null where none was written yet. */
  async listOf(id: DownloadId): Promise<readonly NamedDiploma[] | null> {
    const written = await readFile(this.list(id), 'utf8').catch(() => null);
    return written === null ? null : (JSON.parse(written) as NamedDiploma[]);
  }

  /** The list is settled before anything is drawn: who is drawn on after a crash is who was to be drawn. */
  async settle(id: DownloadId, list: readonly NamedDiploma[]): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    await rm(this.part(id), { force: true });
    await writeFile(`${this.list(id)}.new`, JSON.stringify(list), { mode: 0o600, flush: true });
    await rename(`${this.list(id)}.new`, this.list(id));
  }

  /** What there is of it, to be read and written on. */
  open(id: DownloadId): Promise<FileHandle> {
    return open(this.part(id), 'a+', 0o600);
  }

  /** All at once, and only when every byte is on the disk. */
  async finish(id: DownloadId, file: FileHandle, fileName: string): Promise<number> {
    await file.sync();
    await rename(this.part(id), this.pathOf(id, fileName));
    const { size } = await file.stat();
    await rm(this.list(id), { force: true });
    return size;
  }

  /** Everything that there is of one download. */
  async clear(id: DownloadId): Promise<void> {
    await this.delete((await this.names()).filter((name) => ownerOf(name) === id));
  }

  /** Everything that belongs to none of those that are kept. */
  async clearOthers(kept: () => Promise<ReadonlySet<string>>): Promise<void> {
    // First the files: a row is there before its file.
    const names = await this.names();
    const wanted = await kept();
    await this.delete(names.filter((name) => !wanted.has(ownerOf(name))));
  }

  private names(): Promise<string[]> {
    return readdir(this.path).catch(() => []);
  }

  private async delete(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.path, name), { force: true });
  }

  private part(id: DownloadId): string {
    return join(this.path, `${id}.part`);
  }

  private list(id: DownloadId): string {
    return join(this.path, `${id}.list`);
  }
}
