import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Log } from '#platform/log/log';
import { giveBackMemory } from '#platform/memory/give-back';
import { AccreditationService } from '../accreditation.service';
import { type Diploma, statusOf } from '../domain/diploma';
import type { LeftOut } from '../domain/download';
import { DiplomaPrinter, type PrintedTogether } from '../web/diploma-printer';
import { inOrder } from './in-order';
import type { NamedDiploma } from './named-diploma';

/** One file: a diploma, or many of them. Null where nothing could be drawn. */
export interface Drawn {
  readonly name: string;
  readonly bytes: Buffer | null;
  /** The day that the file carries. */
  readonly on: string;
  /** How many diplomas are done with it, those that were left out among them. */
  readonly diplomas: number;
  readonly leftOut: readonly LeftOut[];
}

/** What is under way at the same time: enough for every thread that draws to have the next one waiting. */
const AT_ONCE = 4;
const READ_AT_ONCE = 50;
/** After so many, what was drawn and has gone out is given back: a server beside others should not hold ten thousand PDFs that nobody needs. */
const GIVEN_BACK_AFTER = 500;

/** Draws many diplomas, one after the other for whoever takes them. One that cannot be drawn is named, and the others go on. */
@Injectable()
export class DiplomaPress {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly printer: DiplomaPrinter,
    private readonly log: Log,
  ) {}

  /** Each as a file of its own. */
  singles(diplomas: readonly NamedDiploma[]): AsyncGenerator<Drawn> {
    return inOrder(this.read(diplomas), (one) => this.single(one), AT_ONCE);
  }

  /** All of them in one file, a page each; `turned` hears of each page, and stops the work by throwing. */
  async together(
    diplomas: readonly NamedDiploma[],
    file: PrintedTogether & { readonly name: string },
    turned: (pages: number) => Promise<void>,
  ): Promise<Drawn> {
    const found: Read[] = [];
    for await (const one of this.read(diplomas)) found.push(one);
    const leftOut = found.filter((one) => !isValid(one)).map((one) => leftOutOf(one.named, 'not-valid'));
    const pages = await this.pages(found.filter(isValid), file, turned);
    leftOut.push(...pages.leftOut);
    return { name: file.name, bytes: pages.bytes, on: file.at.slice(0, 10), diplomas: diplomas.length, leftOut };
  }

  /** Where one of them cannot be drawn, each is tried alone, and those that can are drawn together. */
  private async pages(
    found: readonly Valid[],
    file: PrintedTogether & { readonly name: string },
    turned: (pages: number) => Promise<void>,
  ): Promise<{ readonly bytes: Buffer | null; readonly leftOut: readonly LeftOut[] }> {
    const stop: { reason: unknown } = { reason: null };
    const heard = (pages: number): Promise<void> =>
      turned(pages).catch((error: unknown) => {
        stop.reason = error;
        throw error;
      });
    const draw = (some: readonly Valid[]) => {
      const diplomas = some.map(({ diploma }) => diploma);
      return diplomas.length === 0 ? Promise.resolve(null) : this.printer.pdfOfMany(diplomas, file, heard);
    };
    try {
      return { bytes: await draw(found), leftOut: [] };
    } catch (error) {
      if (stop.reason === error) throw error;
      this.log.error({ file: file.name, error }, 'a file of many diplomas could not be drawn; each of them is tried alone');
    }
    const rest: Valid[] = [];
    const leftOut: LeftOut[] = [];
    for await (const { one, drawn } of inOrder(found, async (one) => ({ one, drawn: await this.single(one) }), AT_ONCE)) {
      await turned(0);
      if (drawn.bytes !== null) rest.push(one);
      leftOut.push(...drawn.leftOut);
    }
    return { bytes: await draw(rest), leftOut };
  }

  private async single(one: Read): Promise<Drawn> {
    const { name, issuedAt } = one.named;
    const finished = (bytes: Buffer | null, leftOut: readonly LeftOut[]): Drawn => ({
      name,
      bytes,
      on: issuedAt.slice(0, 10),
      diplomas: 1,
      leftOut,
    });
    if (!isValid(one)) return finished(null, [leftOutOf(one.named, 'not-valid')]);
    try {
      return finished(await this.drawTwice(one.diploma), []);
    } catch (error) {
      this.log.error({ diploma: one.diploma.id, error }, 'a diploma could not be drawn and is left out of a download');
      return finished(null, [leftOutOf(one.named, 'not-drawn')]);
    }
  }

  /** A thread that ends takes what it was drawing with it; the diploma is not to blame. */
  private async drawTwice(diploma: Diploma): Promise<Buffer> {
    // Between two diplomas everybody else has a turn.
    await setImmediate();
    try {
      return await this.printer.pdfOf(diploma);
    } catch {
      return this.printer.pdfOf(diploma);
    }
  }

  private async *read(diplomas: readonly NamedDiploma[]): AsyncGenerator<Read> {
    for (let from = 0; from < diplomas.length; from += READ_AT_ONCE) {
      const part = diplomas.slice(from, from + READ_AT_ONCE);
      const found = await this.accreditation.byCodes(part.map(({ code }) => code));
      for (const named of part) yield { named, diploma: found.get(named.code) ?? null };
      if ((from + READ_AT_ONCE) % GIVEN_BACK_AFTER === 0) giveBackMemory();
    }
  }
}

interface Read {
  readonly named: NamedDiploma;
  readonly diploma: Diploma | null;
}

type Valid = Read & { readonly diploma: Diploma };

/** It may have been replaced or taken back since it was listed. */
const isValid = (one: Read): one is Valid => one.diploma !== null && statusOf(one.diploma) === 'valid';

const leftOutOf = ({ code, familyName, givenName, personCode }: NamedDiploma, why: LeftOut['why']): LeftOut => ({
  code,
  name: `${familyName} ${givenName} (${personCode})`,
  why,
});
