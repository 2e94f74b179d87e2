import { FileRefused } from './roster-table';

/** UTF-8 or UTF-16 by their mark, UTF-16 without one by its zeros, UTF-8 where it holds, and Windows-1252 for the rest. */
export function decodeText(bytes: Buffer): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // Zeros are in no text: this was something else.
  if (text.slice(0, 100_000).includes('\u0000')) throw new FileRefused('not-a-table');
  return text;
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 2000);
  const zeros = (odd: number): number => start.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  if (zeros(1) * 4 > start.length && zeros(0) === 0) return 'utf-16le';
  if (zeros(0) * 4 > start.length && zeros(1) === 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
