import { Inject, Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, newSecret } from '#kernel/id';
import { isLocale, type Locale, negotiateLocale } from '#kernel/locale';
import { Config } from '#platform/config/config';
import { Clock } from '#platform/time/clock';
import { ACCESS_POLICY, type AccessPolicy } from './access';
import { cookieName, cookieOptions } from './cookies';
import { Csrf } from './csrf';
import { Forbidden, TooLarge } from './errors';
import type { Request, Response } from './request';
import { SignInFirst } from './sign-in-first';
import { MAXIMUM_UPLOAD_BYTES, type UploadedFile, VISITORS_UPLOAD_BYTES } from './uploads';

/** Every request comes in here: who is it, in which language, and did the form come from one of our pages? */
@Injectable()
export class Door {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly csrf: Csrf,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  async enter(request: Request, response: Response): Promise<void> {
    const token = request.cookies[cookieName(this.config, 'session')] ?? null;
    const deviceToken = request.cookies[cookieName(this.config, 'device')] ?? null;
    const now = this.clock.now();
    const identified = token === null ? null : await this.policy.identify(token, now, deviceToken);
    const ctx: Context = {
      actor: identified?.actor ?? { kind: 'nobody' },
      now,
      today: this.clock.today(),
      zone: this.clock.zone,
      locale: identified?.locale ?? this.visitorsLocale(request),
      requestId: newId(),
    };
    const bearer = identified ? (token ?? '') : this.visitor(request, response);
    request.visit = {
      ctx,
      token: identified ? token : null,
      deviceToken,
      sharedDevice: identified?.sharedDevice ?? null,
      csrf: this.csrf.tokenFor(bearer),
      files: new Map(),
    };
    request.query = legible(request.query);
    request.params = legible(request.params);
    if (request.method === 'GET' || request.method === 'HEAD') return;
    if (request.isMultipart()) await readParts(request, request.visit.files, identified ? MAXIMUM_UPLOAD_BYTES : VISITORS_UPLOAD_BYTES);
    request.body = legible(request.body);
    const body = request.body as Record<string, unknown> | null | undefined;
    if (this.csrf.accepts(request, bearer, body?.['_csrf'] ?? request.headers['x-csrf-token'])) return;
    // The page is older than its session: whoever pressed its button is led back in instead of being told off.
    if (token !== null && !identified) throw new SignInFirst('/');
    throw new Forbidden('the form is not one of ours, or too old');
  }

  private visitorsLocale(request: Request): Locale {
    const chosen = request.cookies[cookieName(this.config, 'language')];
    return isLocale(chosen) ? chosen : negotiateLocale(request.headers['accept-language']);
  }

  private visitor(request: Request, response: Response): string {
    const name = cookieName(this.config, 'visitor');
    const known = request.cookies[name];
    if (known !== undefined && known.length >= 20) return known;
    const made = newSecret(18);
    void response.setCookie(name, made, cookieOptions(this.config));
    return made;
  }
}

/** Nobody types the character 0, and PostgreSQL keeps no text that has it. Forms, questions and paths are flat. */
function legible(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value.map(plain) : plain(value)]));
}

const plain = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\0', '') : value);

async function readParts(request: Request, files: Map<string, UploadedFile>, fileSize: number): Promise<void> {
  const body: Record<string, string> = {};
  try {
    for await (const part of request.parts({ limits: { fileSize } })) {
      if (part.type === 'field') body[part.fieldname] = String(part.value);
      else {
        const bytes = await part.toBuffer();
        if (bytes.length > 0 || part.filename) files.set(part.fieldname, { name: part.filename || 'file', bytes });
      }
    }
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 413) throw new TooLarge('the file is larger than the product accepts');
    throw error;
  }
  request.body = body;
}
