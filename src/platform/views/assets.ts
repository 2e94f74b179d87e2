import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly brotli: Buffer | null;
  readonly gzip: Buffer | null;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

/** The few files a browser needs, read, fingerprinted and compressed once at start, and served from memory for a year. */
export class Assets {
  private readonly byUrl = new Map<string, Asset>();
  private readonly urls = new Map<string, string>();

  constructor(private readonly folder: string) {
    const files = filesIn(folder).filter((file) => extname(file) in TYPES && !file.startsWith('styles/') && file !== 'icons/LICENSE');
    // Scripts and styles name other files, so those come first and their names are written in.
    for (const file of files.filter((name) => !name.startsWith('scripts/'))) this.add(file, readFileSync(join(folder, file)));
    this.addScripts(files.filter((name) => name.startsWith('scripts/')));
    this.add('styles/all.css', Buffer.from(this.styles()));
  }

  /** @throws Error for a file that does not exist, at the start of the process. */
  urlOf(name: string): string {
    const url = this.urls.get(name);
    if (url === undefined) throw new Error(`no asset ${name}`);
    return url;
  }

  at(url: string): Asset | undefined {
    return this.byUrl.get(url);
  }

  /** The text of an icon, to stand inline so that it takes the colour of its words. */
  icon(name: string): string {
    const url = this.urls.get(`icons/${name}.svg`);
    const asset = url === undefined ? undefined : this.byUrl.get(url);
    if (!asset) throw new Error(`no icon ${name}`);
    return asset.body.toString('utf8').trim().replace('<svg', '<svg class="icon" aria-hidden="true" focusable="false"');
  }

  private add(name: string, body: Buffer): void {
    const extension = extname(name);
    const url = `/assets/${name.slice(0, -extension.length)}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}${extension}`;
    const compresses = extension !== '.woff2' && extension !== '.png';
    this.urls.set(name, url);
    this.byUrl.set(url, {
      type: TYPES[extension] ?? 'application/octet-stream',
      body,
      brotli: compresses ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : null,
      gzip: compresses ? gzipSync(body) : null,
    });
  }

  private addScripts(files: readonly string[]): void {
    const waiting = new Set(files);
    // A module that imports another is added after it, under the other's fingerprinted name.
    const addOne = (file: string): void => {
      if (!waiting.delete(file)) return;
      const text = readFileSync(join(this.folder, file), 'utf8').replaceAll(/(from\s+|import\s*\(?\s*)'(\.[^']+)'/g, (_, before: string, path: string) => {
        const target = posix.join(posix.dirname(file), path);
        addOne(target);
        return `${before}'${this.urlOf(target)}'`;
      });
      this.add(file, Buffer.from(text));
    };
    files.forEach(addOne);
  }

  private styles(): string {
    const order = readFileSync(join(this.folder, 'styles/order.txt'), 'utf8').split('\n').map((line) => line.trim()).filter(Boolean);
    return order
      .map((file) =>
        readFileSync(join(this.folder, 'styles', file), 'utf8').replaceAll(/url\((["']?)(\.[^"')]+)\1\)/g, (_, quote: string, path: string) => {
          // Written relative to the styles folder, whatever the depth of the file.
          const name = path.replace(/^(\.\.?\/)+/, '');
          return `url(${quote}${this.urlOf(name)}${quote})`;
        }),
      )
      .join('\n');
  }
}

function filesIn(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix))
    .sort()
    .flatMap((name) => {
      const path = posix.join(prefix, name);
      return statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [path];
    });
}
