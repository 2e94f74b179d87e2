import { inflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';

/** Larger than any logo, and small enough to be unpacked without harm. */
const MOST_PIXELS = 25_000_000;

/** Why the bytes are no picture that a PDF can hold; null when they are one. A small file can pretend to be a huge picture, or break off in the middle. */
export function refusalOfPicture(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return refusalOfJpeg(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return refusalOfPng(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return 'a picture is a PNG or a JPEG file';
}

const [BITS, INTERLACED] = [24, 28] as const;

/** A PNG file with several pixels to a byte, as logos of few colours are: pdfkit reads their transparency, and interlaced ones, wrong. */
export function hasSmallPixels(bytes: Uint8Array): boolean {
  const isPng = bytes[0] === 0x89;
  const isSeeThrough = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('tRNS');
  return isPng && (bytes[BITS] ?? 8) < 8 && (isSeeThrough || bytes[INTERLACED] === 1);
}

/** The same picture with four bytes to a pixel. */
export function withWholePixels(bytes: Uint8Array): Uint8Array {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = `width="${png.readUInt32BE(16)}" height="${png.readUInt32BE(20)}"`;
  const picture = `<image ${size} image-rendering="optimizeSpeed" href="data:image/png;base64,${png.toString('base64')}"/>`;
  return new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${picture}</svg>`).render().asPng();
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function refusalOfPng(bytes: Buffer): string | null {
  const broken = 'the PNG file is damaged';
  const data: Buffer[] = [];
  let isWhole = false;
  for (let at = 8; at + 12 <= bytes.length && !isWhole;) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (kind === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    isWhole = kind === 'IEND';
    at += length + 12;
  }
  if (!isWhole || bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return broken;
  const [width, height, bits, channels] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[BITS] ?? 0, CHANNELS[bytes[25] ?? 1]];
  if (width === 0 || height === 0 || channels === undefined) return broken;
  if (width * height > MOST_PIXELS) return 'the picture is larger than 25 million pixels';
  const size = height * (1 + Math.ceil((width * bits * channels) / 8));
  try {
    // Interlaced pictures begin a few lines more.
    const isInterlaced = bytes[INTERLACED] === 1;
    const unpacked = inflateSync(Buffer.concat(data), { maxOutputLength: isInterlaced ? size * 2 + 64 : size + 1 });
    return unpacked.length < size ? broken : null;
  } catch {
    return broken;
  }
}

function refusalOfJpeg(bytes: Buffer): string | null {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return 'the JPEG file is damaged';
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return refusalOfFrame(bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7), bytes[at + 9] ?? 0);
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return 'the JPEG file is damaged';
}

function refusalOfFrame(height: number, width: number, channels: number): string | null {
  if (width === 0 || height === 0) return 'the JPEG file is damaged';
  if (width * height > MOST_PIXELS) return 'the picture is larger than 25 million pixels';
  return [1, 3, 4].includes(channels) ? null : 'the JPEG file is damaged';
}
