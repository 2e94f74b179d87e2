import { type DiplomaCode, readCode } from './code';

const CODE = /[2-9A-HJKMNP-TV-Z]{5}(?:-[2-9A-HJKMNP-TV-Z]{5}){3}/g;
/** A diploma bears its code several times; a file that bears many is not one. */
const AT_MOST = 4;

/** The codes that stand readable in a file (among its keywords, in its metadata, in the description of its QR code), byte by byte or as UTF-16. */
export function codesIn(bytes: Buffer): readonly DiplomaCode[] {
  const found = new Set<DiplomaCode>();
  const text = bytes.toString('latin1');
  for (const reading of [text, text.replaceAll('\0', '')]) {
    for (const [written] of reading.matchAll(CODE)) {
      const code = readCode(written);
      if (code !== null) found.add(code);
      if (found.size >= AT_MOST) return [...found];
    }
  }
  return [...found];
}

/** Readers look for the mark of a PDF in the first kilobyte. */
export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-');
