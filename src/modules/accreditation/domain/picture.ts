export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

export type PictureType = 'image/png' | 'image/jpeg';

/** What the file is by its first bytes, whatever its name says. SVG is not taken: it can carry programs. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (begins(PNG)) return 'image/png';
  return begins(JPEG) ? 'image/jpeg' : null;
}

/** How many points it has, as its head says; null where the head cannot be read. */
export function sizeOfPicture(bytes: Uint8Array): PictureSize | null {
  const type = pictureTypeOf(bytes);
  if (type === null) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = type === 'image/png' ? sizeOfPng(view) : sizeOfJpeg(view);
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

const IHDR = 0x49484452;

export function sizeOfPng(view: DataView): PictureSize | null {
  if (view.byteLength < 24 || view.getUint32(12) !== IHDR) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function sizeOfJpeg(view: DataView): PictureSize | null {
  const frame = frameOfJpeg(view);
  return frame === null ? null : { width: view.getUint16(frame + 7), height: view.getUint16(frame + 5) };
}

/** Where the frame header is, the first of the segments C0 to CF that is none of tables (C4), reserved (C8) or arithmetic conditions (CC). */
export function frameOfJpeg(view: DataView): number | null {
  for (let at = 2; at + 10 <= view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return at;
    // A filling byte stands alone.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
