import type { Readable } from 'node:stream';
import type { View } from '#platform/views/engine';

/** `note`: it was so already, by a first press or by somebody else. Nothing was done, and nothing is wrong. */
export interface FlashMessage {
  readonly kind: 'done' | 'note' | 'refused';
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a controller answers; one place turns it into HTTP. */
export type Reply =
  | {
      readonly kind: 'page';
      readonly template: string;
      readonly view: View;
      readonly status: number;
      readonly layout: string;
      readonly headers: Headers;
    }
  | { readonly kind: 'fragment'; readonly template: string; readonly view: View }
  | { readonly kind: 'redirect'; readonly to: string; readonly flash: FlashMessage | null; readonly cookies: readonly Cookie[] }
  | {
      readonly kind: 'download';
      readonly name: string;
      readonly type: string;
      readonly body: Buffer | string | Readable | AsyncIterable<string | Buffer>;
      readonly inline: boolean;
      readonly headers: Headers;
    }
  /** A file on the disk: of any size, and in parts for whoever asks for a part. */
  | { readonly kind: 'file'; readonly path: string; readonly name: string; readonly type: string }
  | { readonly kind: 'json'; readonly body: unknown; readonly status: number; readonly headers: Headers };

export type Headers = Readonly<Record<string, string>>;

export interface Cookie {
  readonly name: string;
  /** null clears the cookie. */
  readonly value: string | null;
  readonly maxAgeSeconds?: number;
}

/** A template inside its layout. Status 422 for a form that comes back with its errors. */
export function page(
  template: string,
  view: View,
  { status = 200, layout = 'page', headers = {} }: { status?: number; layout?: string; headers?: Headers } = {},
): Reply {
  return { kind: 'page', template, view, status, layout, headers };
}

/** A part of a page without its layout, for a script that replaces it. */
export function fragment(template: string, view: View): Reply {
  return { kind: 'fragment', template, view };
}

/** After every POST that did something: 303, with a sentence that the next page shows once. */
export function redirect(to: string, flash: FlashMessage | null = null, cookies: readonly Cookie[] = []): Reply {
  return { kind: 'redirect', to, flash, cookies };
}

export function download({
  name,
  type,
  body,
  inline = false,
  headers = {},
}: {
  name: string;
  type: string;
  body: Buffer | string | Readable | AsyncIterable<string | Buffer>;
  inline?: boolean;
  headers?: Headers;
}): Reply {
  return { kind: 'download', name, type, body, inline, headers };
}

/** A file that lies on the disk, by its absolute path; `name` is the one that people get. */
export function file({ path, name, type }: { path: string; name: string; type: string }): Reply {
  return { kind: 'file', path, name, type };
}

export function json(body: unknown, { status = 200, headers = {} }: { status?: number; headers?: Headers } = {}): Reply {
  return { kind: 'json', body, status, headers };
}
