import { FileRefused } from './roster-table';

/** What the bytes are, whatever the name says. Refuses everything that is neither text nor a workbook. */
export function kindOf(bytes: Buffer): 'text' | 'zip' {
  if (bytes.length === 0) throw new FileRefused('empty');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) throw new FileRefused('zip');
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new FileRefused(bytes.includes(ENCRYPTED) ? 'encrypted' : 'old-excel');
  if (startsWith(bytes, [...Buffer.from('%PDF')])) throw new FileRefused('pdf');
  if (OTHER_FILES.some((magic) => startsWith(bytes, magic))) throw new FileRefused('not-a-table');
  return 'text';
}

/** Programs that "save as Excel" often write a web page; Excel 2003 wrote XML. */
export function refuseMarkup(text: string): void {
  if (/^\s*<(?:!doctype|html|head|body|table|meta|style|\?xml|div|svg)/i.test(text.slice(0, 500))) throw new FileRefused('web-page');
}

// A workbook with a password is wrapped in the old format, with this name in its directory.
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

const OTHER_FILES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a, 0x90, 0x00],
];

const startsWith = (bytes: Buffer, magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);
