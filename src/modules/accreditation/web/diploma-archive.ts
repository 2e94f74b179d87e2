import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { toCalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import { Log } from '#platform/log/log';
import { ZipContents } from '#platform/zip/zip-contents';
import type { FiledDiploma } from '../data/team-diplomas.read-model';
import type { LeftOut } from '../domain/download';
import { DiplomaIndex, INDEX } from '../files/diploma-index';
import { DiplomaPress } from '../files/diploma-press';
import { withNames } from '../files/named-diploma';

/** Many diplomas in one ZIP, with a list of them. Each is drawn when those before it have gone out, so ten thousand take no more memory than a few. */
@Injectable()
export class DiplomaArchive {
  constructor(
    private readonly press: DiplomaPress,
    private readonly index: DiplomaIndex,
    private readonly log: Log,
  ) {}

  zipOf(diplomas: readonly FiledDiploma[], locale: Locale): Readable {
    const zip = Readable.from(
      this.pieces(diplomas, locale, [], () => undefined),
      { objectMode: false },
    );
    zip.on('error', (error) => this.log.error({ error }, 'a ZIP of diplomas broke off'));
    return zip;
  }

  /** Into a file that is open; returns which could not be drawn. */
  async write(
    file: FileHandle,
    diplomas: readonly FiledDiploma[],
    locale: Locale,
    progress: (drawn: number) => void,
  ): Promise<readonly LeftOut[]> {
    const leftOut: LeftOut[] = [];
    for await (const piece of this.pieces(diplomas, locale, leftOut, progress)) await file.appendFile(piece);
    await file.sync();
    return leftOut;
  }

  private async *pieces(
    diplomas: readonly FiledDiploma[],
    locale: Locale,
    leftOut: LeftOut[],
    progress: (drawn: number) => void,
  ): AsyncGenerator<Buffer> {
    const named = withNames(diplomas);
    const zip = new ZipContents();
    let drawn = 0;
    for await (const one of this.press.singles(named)) {
      leftOut.push(...one.leftOut);
      if (one.bytes !== null) yield* zip.add(one.name, one.bytes, toCalendarDate(one.on));
      progress(++drawn);
    }
    const latest = named.reduce((last, { issuedAt }) => (issuedAt > last ? issuedAt : last), '1980-01-01');
    yield* zip.add(INDEX, this.index.of(named, leftOut, locale), toCalendarDate(latest.slice(0, 10)));
    yield zip.end();
  }
}
