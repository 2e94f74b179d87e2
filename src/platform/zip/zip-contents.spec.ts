import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';
import { toCalendarDate } from '#kernel/calendar-date';
import { wholeEntries } from './whole-entries';
import { ZipContents, type ZipEntry } from './zip-contents';

const DAY = toCalendarDate('2027-03-01');
const FILES = ['2027-1_U01_Núñez-Ana_E01.pdf', 'b.pdf', 'índice.csv'].map((name, n) => ({
  name,
  bytes: Buffer.alloc(3000 * (n + 1), name),
}));

const bytesOf = (zip: ZipContents, files: typeof FILES): Buffer =>
  Buffer.concat(files.flatMap(({ name, bytes }) => zip.add(name, bytes, DAY)));

describe('a ZIP that grows file by file', () => {
  it('is read by others, with names, days and contents', async () => {
    const zip = new ZipContents();
    const read = await readByOthers(Buffer.concat([bytesOf(zip, FILES), zip.end()]));
    expect(read.map(({ entry, bytes }) => [entry.fileName, bytes])).toEqual(FILES.map(({ name, bytes }) => [name, bytes]));
    expect(read[0]?.entry.getLastModDate({ timezone: 'UTC' }).toISOString()).toBe('2027-03-01T00:00:00.000Z');
    expect(zip.files).toBe(3);
    expect(zip.has('b.pdf')).toBe(true);
  });

  it('refuses a name that it has', () => {
    const zip = new ZipContents();
    zip.add('a', Buffer.alloc(1), DAY);
    expect(() => zip.add('a', Buffer.alloc(1), DAY)).toThrow(RangeError);
  });

  it('lists more files, and further away, than the first ZIPs could', async () => {
    const many = Array.from({ length: 70_000 }, (_, n): ZipEntry => ({ name: `${n}`, crc: 0, size: 0, at: 0, day: 33 }));
    const zip = new ZipContents(many);
    const listed = await readByOthers(Buffer.concat([Buffer.alloc(zip.length), zip.end()]), false);
    expect(listed).toHaveLength(70_000);
    const far = new ZipContents([{ name: 'big', crc: 0, size: 0xffff_fffe, at: 0, day: 33 }]);
    far.add('behind', Buffer.from('x'), DAY);
    const end = far.end();
    expect(end.readUInt32LE(end.length - 6)).toBe(0xffff_ffff);
    expect(end.readBigUInt64LE(end.length - 22 - 76 + 48)).toBe(BigInt(far.length));
    expect(end.includes(bigPlace(0xffff_fffe + 30 + 3))).toBe(true);
  });

  describe('that broke off', () => {
    let folder: string;
    beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'cadencia-zip-'))));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('is continued after the last file that is whole, wherever it broke', async () => {
      const first = new ZipContents();
      const whole = Buffer.concat([bytesOf(first, FILES), first.end()]);
      for (const length of [0, 10, 29, 200, 3100, 3200, 9100, 9200, whole.length - 5, whole.length]) {
        const file = await open(join(folder, String(length)), 'w+');
        await file.write(whole.subarray(0, length));
        const zip = new ZipContents(await wholeEntries(file));
        const rest = FILES.filter(({ name }) => !zip.has(name));
        const continued = Buffer.concat([whole.subarray(0, zip.length), bytesOf(zip, rest), zip.end()]);
        expect(continued.equals(whole)).toBe(true);
        await file.close();
      }
    });

    it('is continued before a file whose bytes never reached the disk', async () => {
      const zip = new ZipContents();
      const whole = bytesOf(zip, FILES);
      whole.fill(0, 5000, 5100);
      const file = await open(join(folder, 'lost'), 'w+');
      await file.write(whole);
      expect((await wholeEntries(file)).map(({ name }) => name)).toEqual([FILES[0]?.name]);
      await file.close();
    });
  });
});

function bigPlace(at: number): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigUInt64LE(BigInt(at));
  return place;
}

async function readByOthers(zip: Buffer, contents = true): Promise<{ readonly entry: Entry; readonly bytes: Buffer }[]> {
  const file = await fromBufferPromise(zip);
  const read: { entry: Entry; bytes: Buffer }[] = [];
  for await (const entry of file.eachEntry())
    read.push({ entry, bytes: contents ? await buffer(await file.openReadStreamPromise(entry)) : Buffer.alloc(0) });
  return read;
}
