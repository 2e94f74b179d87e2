import { move } from 'piscina';
import { renderPdf } from './render';
import type { PdfDocument } from './sheet';

/** What a thread is asked for. Everything in it survives the way to another thread. */
export interface Commission {
  readonly document: PdfDocument;
  readonly options: Parameters<typeof renderPdf>[1];
}

/** Runs in a thread of the pool, which keeps typefaces, subsets and pictures as the main thread would. */
export default async function draw({ document, options }: Commission): Promise<Uint8Array> {
  // The bytes go over as they are, without a copy: so they must not share their memory with others.
  return move(new Uint8Array(await renderPdf(document, options))) as unknown as Uint8Array;
}
