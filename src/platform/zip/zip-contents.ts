import { crc32 } from 'node:zlib';
import { type CalendarDate } from '#kernel/calendar-date';

/** A file inside a ZIP, as its directory at the end lists it. */
export interface ZipEntry {
  readonly name: string;
  readonly crc: number;
  readonly size: number;
  /** Where its header begins. */
  readonly at: number;
  /** A day as MS-DOS wrote it. */
  readonly day: number;
}

/**
 * A ZIP that grows file by file, each whole before the next begins, with its size and check sum in front of it. So what there is
 * of a ZIP that broke off can be read back and continued, and none of it has to be kept in memory. Nothing is compressed: PDFs are already.
 */
export class ZipContents {
  private readonly listed: ZipEntry[] = [];
  private readonly taken = new Set<string>();
  private at = 0;

  /** Of the files that are there already, in their order, each next to the one before. */
  constructor(there: readonly ZipEntry[] = []) {
    for (const entry of there) this.list(entry);
  }

  /** How many bytes have been written so far. */
  get length(): number {
    return this.at;
  }

  get files(): number {
    return this.listed.length;
  }

  has(name: string): boolean {
    return this.taken.has(name);
  }

  /** What to write next, for one more file. @throws RangeError for one above four gigabytes, or of a name that is there. */
  add(name: string, bytes: Buffer, on: CalendarDate): readonly Buffer[] {
    if (bytes.length >= LIMIT) throw new RangeError('a file in a ZIP of ours is smaller than four gigabytes');
    if (this.has(name)) throw new RangeError('a ZIP holds each name once');
    const entry = { name, crc: crc32(bytes), size: bytes.length, at: this.at, day: dosDay(on) };
    this.list(entry);
    return [localHeader(entry), bytes];
  }

  /** What to write last: the directory of all files. */
  end(): Buffer {
    const directory = Buffer.concat(this.listed.map(listing));
    return Buffer.concat([directory, ending(this.listed.length, directory.length, this.at)]);
  }

  private list(entry: ZipEntry): void {
    this.listed.push(entry);
    this.taken.add(entry.name);
    this.at += HEADER + Buffer.byteLength(entry.name) + entry.size;
  }
}

export const HEADER = 30;
const LIMIT = 0xffff_ffff;
const MOST_LISTED = 0xffff;
export const LOCAL = 0x0403_4b50;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const MADE_ON_UNIX = 0x0300 | 45;
/** A plain file that its owner may change and everybody may read. */
const MODE = (0o100_644 << 16) >>> 0;

function localHeader({ name, crc, size, day }: ZipEntry): Buffer {
  const named = Buffer.from(name);
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(day, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(named.length, 26);
  return Buffer.concat([header, named]);
}

/** A place past four gigabytes does not fit into the field that is made for it, and stands behind the name. */
function listing({ name, crc, size, at, day }: ZipEntry): Buffer {
  const named = Buffer.from(name);
  const far = at >= LIMIT ? farPlace(at) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(MADE_ON_UNIX, 4);
  header.writeUInt16LE(far.length > 0 ? 45 : 20, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(day, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(named.length, 28);
  header.writeUInt16LE(far.length, 30);
  header.writeUInt32LE(MODE, 38);
  header.writeUInt32LE(Math.min(at, LIMIT), 42);
  return Buffer.concat([header, named, far]);
}

function farPlace(at: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(at), 4);
  return extra;
}

function ending(files: number, directory: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(files, MOST_LISTED), 8);
  end.writeUInt16LE(Math.min(files, MOST_LISTED), 10);
  end.writeUInt32LE(Math.min(directory, LIMIT), 12);
  end.writeUInt32LE(Math.min(at, LIMIT), 16);
  return files >= MOST_LISTED || directory >= LIMIT || at >= LIMIT ? Buffer.concat([farEnding(files, directory, at), end]) : end;
}

function farEnding(files: number, directory: number, at: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x0606_4b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(MADE_ON_UNIX, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(files), 24);
  end.writeBigUInt64LE(BigInt(files), 32);
  end.writeBigUInt64LE(BigInt(directory), 40);
  end.writeBigUInt64LE(BigInt(at), 48);
  end.writeUInt32LE(0x0706_4b50, 56);
  end.writeBigUInt64LE(BigInt(at + directory), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** MS-DOS counts from 1980. */
function dosDay(on: CalendarDate): number {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  return (Math.max(0, year - 1980) << 9) | (month << 5) | day;
}
