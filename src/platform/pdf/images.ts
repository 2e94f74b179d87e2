import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import type { PdfFile, Reference } from './pdf-file';
import { hasSmallPixels, refusalOfPicture, withWholePixels } from './picture';

/** A picture ready to be put into any file: what pdfkit makes of it, decoded and compressed once for the process. */
export interface ReadyImage {
  /** The same for the same picture. */
  readonly digest: string;
  readonly width: number;
  readonly height: number;
  /** How a camera was held, as JPEG files say it. */
  readonly orientation?: number;
  readonly objects: readonly Recorded[];
}

const MOST = 16;
const ready = new Map<string, Promise<ReadyImage>>();
const digests = new WeakMap<Uint8Array, string>();

/** @throws Error with a sentence when the bytes are no picture that can be printed. */
export function readyImage(bytes: Uint8Array): Promise<ReadyImage> {
  let digest = digests.get(bytes);
  if (digest === undefined) digests.set(bytes, (digest = createHash('sha256').update(bytes).digest('base64')));
  const known = ready.get(digest);
  if (known) return known;
  const image = record(bytes, digest);
  ready.set(digest, image);
  image.catch(() => ready.delete(digest));
  if (ready.size > MOST) ready.delete(ready.keys().next().value ?? '');
  return image;
}

/** Puts the objects of the picture into the file. Leads to what pdfkit's `image` draws. */
export function placeImage(file: PdfFile, { objects, ...image }: ReadyImage, label: string): PDFKit.Mixins.ImageSrc {
  const references = new Map<unknown, Reference>(objects.map((object) => [object, file.ref({})]));
  for (const object of objects) {
    const reference = references.get(object);
    if (reference === undefined) continue;
    Object.assign(reference.data, withReferences(object.data, references));
    // pdfkit decides at the start whether it compresses: these bytes are compressed already.
    Object.assign(reference, { compress: false });
    reference.end(object.bytes);
  }
  return { ...image, label, obj: references.get(objects[0]) } as unknown as PDFKit.Mixins.ImageSrc;
}

function withReferences(data: object, references: ReadonlyMap<unknown, Reference>): object {
  const replaced = (value: unknown): unknown => (Array.isArray(value) ? value.map(replaced) : (references.get(value) ?? value));
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, replaced(value)]));
}

/** Stands for an object of a file, so that pdfkit's images can be embedded where no file is. */
class Recorded {
  bytes: Uint8Array | undefined;

  constructor(
    readonly data: Record<string, unknown>,
    private readonly ended: (object: Recorded) => void,
  ) {}

  end(bytes?: Uint8Array): void {
    const isPlain = bytes !== undefined && this.data['Filter'] === undefined;
    this.bytes = isPlain ? deflateSync(bytes) : bytes;
    if (isPlain) this.data['Filter'] = 'FlateDecode';
    this.ended(this);
  }
}

interface PdfkitImage {
  readonly width: number;
  readonly height: number;
  readonly orientation?: number;
  embed(into: { ref(data?: Record<string, unknown>): Recorded }): void;
}

async function record(bytes: Uint8Array, digest: string): Promise<ReadyImage> {
  const refusal = refusalOfPicture(bytes);
  if (refusal !== null) throw new Error(refusal);
  const image = opener().openImage(hasSmallPixels(bytes) ? withWholePixels(bytes) : bytes);
  const objects: Recorded[] = [];
  const inks: Recorded[] = [];
  await new Promise<void>((resolve) => {
    const ended = (object: Recorded): void => {
      if (object === objects[0]) resolve();
    };
    image.embed({
      ref: (data = {}) => {
        const object = new Recorded(data, ended);
        if (data['ColorSpace'] === 'DeviceCMYK') inks.push(useInks(object));
        objects.push(object);
        return object;
      },
    });
  });
  return { digest, width: image.width, height: image.height, orientation: image.orientation, objects: [...objects, ...inks] };
}

/**
 * A picture made for a press (CMYK) means nothing without that press, so PDF/A does not take it as it is: here stands how its inks
 * look as red, green and blue.
 */
function useInks(picture: Recorded): Recorded {
  const mixture = new Recorded({ FunctionType: 4, Domain: [0, 1, 0, 1, 0, 1, 0, 1], Range: [0, 1, 0, 1, 0, 1] }, () => undefined);
  // From C, M, Y and K to (1 - C)(1 - K), (1 - M)(1 - K) and (1 - Y)(1 - K).
  const each = [1, 2, 3].map((depth) => `4 -1 roll 1 exch sub ${depth} index mul`);
  mixture.end(Buffer.from(`{ 1 exch sub ${each.join(' ')} 4 -1 roll pop }`));
  picture.data['ColorSpace'] = ['DeviceN', ['Cyan', 'Magenta', 'Yellow', 'Black'], 'DeviceRGB', mixture];
  return mixture;
}

function opener(): { openImage(bytes: Uint8Array): PdfkitImage } {
  return new PDFDocument({ autoFirstPage: false, font: null as unknown as string }) as unknown as {
    openImage(bytes: Uint8Array): PdfkitImage;
  };
}
