import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { HEADER, LOCAL, type ZipEntry } from './zip-contents';

/**
 * The files of a ZIP of ours that broke off somewhere, as far as each is whole: its bytes are looked at, not only its header,
 * because a machine that loses its power may keep the length of a file and not what was in it.
 */
export async function wholeEntries(file: FileHandle): Promise<readonly ZipEntry[]> {
  const { size: total } = await file.stat();
  const found: ZipEntry[] = [];
  for (let at = 0; ;) {
    const entry = await entryAt(file, at, total);
    if (entry === null) return found;
    found.push(entry);
    at += HEADER + Buffer.byteLength(entry.name) + entry.size;
  }
}

async function entryAt(file: FileHandle, at: number, total: number): Promise<ZipEntry | null> {
  const header = await read(file, at, HEADER, total);
  if (header?.readUInt32LE(0) !== LOCAL) return null;
  const size = header.readUInt32LE(18);
  const named = header.readUInt16LE(26);
  const rest = await read(file, at + HEADER, named + size, total);
  if (rest === null) return null;
  const crc = header.readUInt32LE(14);
  if (crc32(rest.subarray(named)) !== crc) return null;
  return { name: rest.toString('utf8', 0, named), crc, size, at, day: header.readUInt16LE(12) };
}

async function read(file: FileHandle, at: number, length: number, total: number): Promise<Buffer | null> {
  if (at + length > total) return null;
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  return bytesRead === length ? buffer : null;
}
