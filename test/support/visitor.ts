import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Csrf } from '#platform/http/csrf';

export interface Answer {
  readonly status: number;
  readonly html: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Where a redirect leads. */
  readonly to: string | undefined;
}

type Fields = Readonly<Record<string, string | number | readonly string[]>>;

/** Somebody at a browser: keeps cookies, sends forms with their token, follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(private readonly app: NestFastifyApplication) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, headers);
  }

  /** Sends a form as a page of ours would. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams({ _csrf: await this.csrf() });
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, String(one));
    return this.send(
      'POST',
      path,
      { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
      body.toString(),
    );
  }

  /** Sends a form with files. */
  async upload(
    path: string,
    fields: Fields,
    files: Readonly<Record<string, { readonly name: string; readonly bytes: Buffer }>>,
  ): Promise<Answer> {
    const boundary = '----cadencia-test';
    const parts: Buffer[] = [];
    for (const [name, value] of Object.entries({ _csrf: await this.csrf(), ...fields })) {
      parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${[value].flat().join()}\r\n`));
    }
    for (const [field, file] of Object.entries(files)) {
      parts.push(
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        ),
        file.bytes,
        Buffer.from('\r\n'),
      );
    }
    parts.push(Buffer.from(`--${boundary}--\r\n`));
    return this.send(
      'POST',
      path,
      { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' },
      Buffer.concat(parts),
    );
  }

  private async csrf(): Promise<string> {
    if (!this.cookies.has('cadencia-session') && !this.cookies.has('cadencia-visitor')) await this.get('/sign-in');
    return this.app.get(Csrf).tokenFor(this.cookies.get('cadencia-session') ?? this.cookies.get('cadencia-visitor') ?? '');
  }

  private async send(method: 'GET' | 'POST', path: string, headers: Record<string, string>, payload?: string | Buffer): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method,
      url: path,
      headers: { 'accept-language': 'es', ...(cookie ? { cookie } : {}), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { location } = answer.headers;
    return {
      status: answer.statusCode,
      html: answer.body,
      bytes: answer.rawPayload,
      headers: answer.headers as Answer['headers'],
      to: typeof location === 'string' ? location : undefined,
    };
  }
}
