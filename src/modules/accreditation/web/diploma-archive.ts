import { PassThrough, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { ZipFile } from 'yazl';
import { type Locale } from '#kernel/locale';
import { Log } from '#platform/log/log';
import { ViewEngine } from '#platform/views/engine';
import type { FiledDiploma } from '../data/team-diplomas.read-model';
import { diplomaFileName } from './diploma-file-name';
import { DiplomaPrinter } from './diploma-printer';

/** Many diplomas in one ZIP, with a list of them. Each is drawn when the one before it has gone out, so ten thousand take no more memory than one. */
@Injectable()
export class DiplomaArchive {
  constructor(
    private readonly printer: DiplomaPrinter,
    private readonly views: ViewEngine,
    private readonly log: Log,
  ) {}

  zipOf(diplomas: readonly FiledDiploma[], locale: Locale): Readable {
    const files = withNames(diplomas);
    const zip = new ZipFile();
    const out = new PassThrough();
    const fail = (error: unknown) => {
      this.log.error({ error }, 'a ZIP of diplomas broke off');
      out.destroy(error instanceof Error ? error : new Error(String(error)));
    };
    zip.addBuffer(this.index(files, locale), 'index.csv');
    for (const file of files) {
      // PDFs are compressed inside: to compress them again would cost time and gain nothing.
      zip.addReadStreamLazy(file.name, { compress: false }, (done) => {
        this.draw(file.diploma).then((bytes) => done(null, Readable.from([bytes])), fail);
      });
    }
    zip.end();
    zip.on('error', fail);
    zip.outputStream.pipe(out);
    return out;
  }

  private async draw({ code }: FiledDiploma): Promise<Buffer> {
    // Between two diplomas everybody else has a turn.
    await setImmediate();
    const bytes = await this.printer.pdfOfCode(code);
    if (bytes === null) throw new Error('a diploma on the list is not there');
    return bytes;
  }

  /** Semicolons where commas are decimals; a byte order mark, because Excel guesses without; and no cell that a spreadsheet would run. */
  private index(files: readonly NamedDiploma[], locale: Locale): Buffer {
    const header = COLUMNS.map((column) => this.views.say(locale, `accreditation.index.${column}`));
    const rows = files.map(({ name, diploma: d }) => [
      name,
      d.personCode,
      d.familyName,
      d.givenName,
      d.unit,
      d.round,
      d.issuedAt.slice(0, 10),
      d.code,
    ]);
    return Buffer.from(
      stringify([header, ...rows], {
        bom: true,
        delimiter: locale === 'es' ? ';' : ',',
        escape_formulas: true,
        record_delimiter: 'windows',
      }),
    );
  }
}

const COLUMNS = ['file', 'person-code', 'family-name', 'given-name', 'unit', 'round', 'issued', 'code'] as const;

interface NamedDiploma {
  readonly name: string;
  readonly diploma: FiledDiploma;
}

/** Two names that became the same keep apart by a number. */
function withNames(diplomas: readonly FiledDiploma[]): readonly NamedDiploma[] {
  const taken = new Map<string, number>();
  return diplomas.map((diploma) => {
    const name = diplomaFileName(diploma);
    const key = name.toLowerCase();
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return { diploma, name: count === 1 ? name : name.replace(/\.pdf$/, `-${count}.pdf`) };
  });
}
