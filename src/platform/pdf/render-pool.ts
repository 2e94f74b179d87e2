import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { Commission } from './render-worker';
import type { PdfDocument } from './sheet';

/** One core stays with those who click. */
const THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Documents in the hands of the threads: one being drawn and one at hand for each. The others wait with who wants them drawn. */
const AT_HAND = THREADS * 2;
const QUIET_MILLISECONDS = 30_000;
/** Without a limit a thread lets what thousands of documents left behind lie there until it holds a gigabyte. */
const MEMORY = { maxOldGenerationSizeMb: 88, maxYoungGenerationSizeMb: 4 };
// Compiled, also where the rest is compiled as it is loaded (tests): a thread starts from a file of JavaScript.
const WORKER = join(resolve(__dirname, '../../..'), 'dist', 'platform', 'pdf', 'render-worker.js');

/** Draws documents on other threads, so that a batch of thousands keeps nobody waiting for a page. They start with the first document and end when it is quiet. */
@Injectable()
export class RenderPool implements OnApplicationShutdown {
  private pool: Piscina<Commission, Uint8Array> | null = null;
  private isOpen = true;
  private drawing = 0;
  private readonly waiting: (() => void)[] = [];

  /** The same bytes as `renderPdf`. A batch asks for the next one when it has one: then a few are in memory, not all. */
  async render(document: PdfDocument, options: Commission['options'] = {}): Promise<Buffer> {
    await this.turn();
    try {
      const { buffer, byteOffset, length } = await this.threads().run({ document, options });
      return Buffer.from(buffer, byteOffset, length);
    } finally {
      this.next();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.isOpen = false;
    await this.pool?.close();
  }

  private async turn(): Promise<void> {
    if (this.drawing < AT_HAND) this.drawing++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits longest takes the place over. */
  private next(): void {
    const longest = this.waiting.shift();
    if (longest) longest();
    else this.drawing--;
  }

  private threads(): Piscina<Commission, Uint8Array> {
    if (!this.isOpen) throw new Error('Cadencia is being shut down: nothing more is drawn');
    this.pool ??= new Piscina({
      filename: WORKER,
      minThreads: 0,
      maxThreads: THREADS,
      idleTimeout: QUIET_MILLISECONDS,
      resourceLimits: MEMORY,
    });
    return this.pool;
  }
}
