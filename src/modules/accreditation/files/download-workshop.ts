import type { FileHandle } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import { ViewEngine } from '#platform/views/engine';
import { wholeEntries } from '#platform/zip/whole-entries';
import { ZipContents } from '#platform/zip/zip-contents';
import type { Made } from '../data/downloads.repository';
import { TeamDiplomasReadModel } from '../data/team-diplomas.read-model';
import { type Download, type LeftOut, MOST_PAGES } from '../domain/download';
import { DiplomaIndex, INDEX } from './diploma-index';
import { DiplomaPress, type Drawn } from './diploma-press';
import { DownloadFolder } from './download-folder';
import { type NamedDiploma, withNames } from './named-diploma';

export interface Progress {
  readonly drawn: number;
  readonly total: number;
  readonly leftOut: readonly LeftOut[];
}

/** Hears of each step; stops the work by throwing. */
export type Report = (progress: Progress) => Promise<void>;

/** Makes the file of a download: from the beginning, or from where it broke off. */
@Injectable()
export class DownloadWorkshop {
  constructor(
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly press: DiplomaPress,
    private readonly index: DiplomaIndex,
    private readonly folder: DownloadFolder,
    private readonly views: ViewEngine,
  ) {}

  /** Null where nothing is left to draw: all of them were replaced, or their holders belong elsewhere by now. */
  async make(download: Download, today: CalendarDate, report: Report): Promise<Made | null> {
    const list = (await this.folder.listOf(download.id)) ?? (await this.settle(download, today));
    if (list.length === 0) return null;
    const file = await this.folder.open(download.id);
    try {
      const { extension, leftOut } =
        download.kind === 'print' && list.length <= MOST_PAGES
          ? await this.print(file, download, list, report)
          : await this.zip(file, download, list, report);
      const fileName = `${download.fileName ?? 'diplomas'}.${extension}`;
      const drawn = list.length - leftOut.length;
      if (drawn === 0) return { fileName, bytes: 0, total: list.length, drawn, leftOut };
      return { fileName, bytes: await this.folder.finish(download.id, file, fileName), total: list.length, drawn, leftOut };
    } finally {
      await file.close();
    }
  }

  private async settle(download: Download, today: CalendarDate): Promise<readonly NamedDiploma[]> {
    const list = withNames(await this.diplomas.of({ ...download, today }));
    await this.folder.settle(download.id, list);
    return list;
  }

  /** A single PDF is not worth continuing: it takes seconds. */
  private async print(file: FileHandle, download: Download, list: readonly NamedDiploma[], report: Report): Promise<Written> {
    await shorten(file, 0);
    const turned = (pages: number) => report({ drawn: pages, total: list.length, leftOut: [] });
    await turned(0);
    const { bytes, leftOut } = await this.press.together(list, this.volume(download, 1, 1), turned);
    if (bytes !== null) await file.appendFile(bytes);
    return { extension: 'pdf', leftOut };
  }

  private async zip(file: FileHandle, download: Download, list: readonly NamedDiploma[], report: Report): Promise<Written> {
    const there = (await wholeEntries(file)).filter(({ name }) => name !== INDEX);
    const zip = new ZipContents(there);
    await shorten(file, zip.length);
    const volumes = download.kind === 'print' ? volumesOf(list) : null;
    const inside = new Set((volumes?.filter((_, n) => zip.has(volumeName(n + 1))) ?? []).flat().map(({ code }) => code));
    const leftOut = download.leftOut.filter(({ code }) => inside.has(code));
    let drawn = volumes === null ? zip.files : inside.size;
    await report({ drawn, total: list.length, leftOut });
    const rest =
      volumes === null
        ? this.press.singles(list.filter(({ name }) => !zip.has(name)))
        : this.printed(download, volumes, zip, (pages) => report({ drawn: drawn + pages, total: list.length, leftOut }));
    for await (const one of rest) {
      if (one.bytes !== null) await append(file, zip.add(one.name, one.bytes, toCalendarDate(one.on)));
      leftOut.push(...one.leftOut);
      drawn += one.diplomas;
      await report({ drawn, total: list.length, leftOut });
    }
    await append(file, zip.add(INDEX, this.index.of(list, leftOut, download.locale), toCalendarDate(download.askedAt.slice(0, 10))));
    await append(file, [zip.end()]);
    return { extension: 'zip', leftOut };
  }

  private async *printed(
    download: Download,
    volumes: readonly (readonly NamedDiploma[])[],
    zip: ZipContents,
    turned: (pages: number) => Promise<void>,
  ): AsyncGenerator<Drawn> {
    for (const [n, volume] of volumes.entries())
      if (!zip.has(volumeName(n + 1))) yield await this.press.together(volume, this.volume(download, n + 1, volumes.length), turned);
  }

  private volume({ id, locale, askedAt }: Download, number: number, of: number) {
    const title = this.views.say(locale, 'accreditation.downloads.volume', { number, of });
    return { name: volumeName(number), title, locale, at: askedAt, id: `${id}-${number}` };
  }
}

interface Written {
  readonly extension: 'zip' | 'pdf';
  readonly leftOut: readonly LeftOut[];
}

const volumeName = (number: number): string => `diplomas-${String(number).padStart(3, '0')}.pdf`;

function volumesOf(list: readonly NamedDiploma[]): readonly (readonly NamedDiploma[])[] {
  const count = Math.ceil(list.length / MOST_PAGES);
  return Array.from({ length: count }, (_, n) => list.slice(n * MOST_PAGES, (n + 1) * MOST_PAGES));
}

/** Without what was begun and never finished. */
async function shorten(file: FileHandle, length: number): Promise<void> {
  if ((await file.stat()).size > length) await file.truncate(length);
}

/** One write after the other: what is drawn waits for the disk. */
async function append(file: FileHandle, pieces: readonly Buffer[]): Promise<void> {
  await file.appendFile(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces));
}
