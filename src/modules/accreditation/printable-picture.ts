import { inflateSync } from 'node:zlib';
import { frameOfJpeg, pictureTypeOf, sizeOfPicture, sizeOfPng } from './domain/picture';

const LARGEST_BYTES = 1024 * 1024;
/** In points of the picture, each way: less is a blot on paper, more is a photograph. */
const LEAST = 80;
const MOST = 3000;

export type PictureRefusal =
  'picture-too-large' | 'picture-not-one' | 'picture-broken' | 'picture-unusual' | 'picture-too-small' | 'picture-too-many-points';

/** Why a picture cannot stand on a diploma; null where it can. */
export function refusalOfPicture(bytes: Uint8Array): PictureRefusal | null {
  if (bytes.length > LARGEST_BYTES) return 'picture-too-large';
  const refusal = unprintable(bytes);
  if (refusal !== null) return refusal;
  const { width, height } = sizeOfPicture(bytes) ?? { width: 0, height: 0 };
  if (Math.max(width, height) < LEAST) return 'picture-too-small';
  return Math.max(width, height) > MOST ? 'picture-too-many-points' : null;
}

/** Whether the printer can draw it. It reads a picture in the middle of a document, where a broken one would stop everything. */
export const isPrintable = (bytes: Uint8Array): boolean => unprintable(bytes) === null;

function unprintable(bytes: Uint8Array): 'picture-not-one' | 'picture-broken' | 'picture-unusual' | null {
  const type = pictureTypeOf(bytes);
  if (type === null) return 'picture-not-one';
  if (sizeOfPicture(bytes) === null) return 'picture-broken';
  return type === 'image/png' ? refusalOfPng(bytes) : refusalOfJpeg(bytes);
}

/** Channels by the type of colour that the head names. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function refusalOfPng(bytes: Uint8Array): 'picture-broken' | 'picture-unusual' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { width, height } = sizeOfPng(view) ?? { width: 0, height: 0 };
  const [depth = 0, colour = 0, , , interlace = 0] = bytes.subarray(24, 29);
  const channels = CHANNELS[colour];
  if (channels === undefined || depth > 8 || interlace !== 0) return 'picture-unusual';
  if (width * height > MOST * MOST) return null;
  const rows = height * (1 + Math.ceil((width * channels * depth) / 8));
  const data = imageData(bytes, view);
  if (data === null) return 'picture-broken';
  try {
    return inflateSync(data, { maxOutputLength: rows }).length === rows ? null : 'picture-broken';
  } catch {
    return 'picture-broken';
  }
}

const IDAT = 0x49444154;
const IEND = 0x49454e44;

/** The compressed rows, from all the pieces that they come in; null where the file ends before they do. */
function imageData(bytes: Uint8Array, view: DataView): Buffer | null {
  const pieces: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const [length, type] = [view.getUint32(at), view.getUint32(at + 4)];
    if (type === IEND) return Buffer.concat(pieces);
    if (type === IDAT) pieces.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return null;
}

const END_OF_JPEG = Buffer.from('ffd9', 'hex');

/** A file that was cut off lacks its end; one of four inks is meant for a press, and its colours for no screen. */
function refusalOfJpeg(bytes: Uint8Array): 'picture-broken' | 'picture-unusual' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frame = frameOfJpeg(view);
  if (frame === null || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(END_OF_JPEG) < 0) return 'picture-broken';
  return [1, 3].includes(view.getUint8(frame + 9)) && view.getUint8(frame + 4) === 8 ? null : 'picture-unusual';
}
