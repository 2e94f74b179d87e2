import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { LOCALES } from '#kernel/locale';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { SigningKeys } from '#platform/signing/signing-keys';
import { ViewEngine } from '#platform/views/engine';
import { BadgesService } from '../badges.service';
import { StatusFileService } from '../status-file.service';

export interface HostedFile {
  /** As under the address of this server, so that the folder can stand in its place. */
  readonly path: string;
  readonly body: string;
}

const WORDS = [
  'title', 'lead', 'code', 'action', 'impossible', 'unknown', 'valid', 'superseded', 'revoked', 'altered', 'on', 'as-of', 'paper',
  'holder', 'award', 'issued', 'compare', 'matches', 'differs', 'broken', 'key',
] as const; // prettier-ignore

/** All that verifies diplomas and badges where this server no longer does: files for any web space, and a page that needs no server. */
@Injectable()
export class StatusFolder {
  constructor(
    private readonly status: StatusFileService,
    private readonly badges: BadgesService,
    private readonly keys: SigningKeys,
    private readonly company: CompanyService,
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  async *files(): AsyncIterable<HostedFile> {
    await this.status.keepCurrent();
    yield { path: 'verify/status.jws', body: await this.status.index() };
    for (const hash of await this.status.parts())
      yield { path: `verify/status/${hash}.json`, body: (await this.status.part(hash)) ?? '{}' };
    const { keys } = await this.keys.publicKeys();
    yield { path: '.well-known/jwks.json', body: JSON.stringify({ keys }) };
    for (const key of keys) yield { path: `badges/keys/${key.kid}`, body: JSON.stringify(key) };
    yield { path: 'badges/issuer.json', body: JSON.stringify(await this.badges.issuer()) };
    for (let list = 1; list <= (await this.badges.lists()); list++) {
      const body = await this.badges.listJwt(list);
      if (body !== null) yield { path: `badges/status/${list}.jwt`, body };
    }
    const page = await this.page(keys);
    // Many web spaces answer an unknown address, such as the one in a QR code, with this one.
    for (const path of ['verify.html', 'index.html', '404.html']) yield { path, body: page };
  }

  private async page(keys: readonly object[]): Promise<string> {
    const page = await readFile(join(this.config.root, 'assets/status/verify.html'), 'utf8');
    const { name } = await this.company.current();
    const words = Object.fromEntries(
      LOCALES.map((locale) => [
        locale,
        Object.fromEntries(WORDS.map((key) => [key, this.views.say(locale, `hosted.${key}`, { company: name })])),
      ]),
    );
    return page.replace('"DATA"', () => JSON.stringify({ words, keys }).replaceAll('<', '\\u003c'));
  }
}
