import { renderAsync } from '@resvg/resvg-js';
import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ViewEngine } from '#platform/views/engine';
import { BadgesService } from '../badges.service';
import type { Diploma, Snapshot } from '../domain/diploma';
import { bakedPng, bakedSvg } from './badge-bake';
import { badgePicture } from './badge-picture';

export interface BadgeFile {
  readonly name: string;
  readonly type: string;
  readonly body: Buffer | string;
}

export const BADGE_KINDS = ['svg', 'png', 'jwt', 'json'] as const;
export type BadgeKind = (typeof BADGE_KINDS)[number];

const PNG_WIDTH = 800;

/** The badge as the files that wallets and pages take. */
@Injectable()
export class BadgeFiles {
  constructor(
    private readonly badges: BadgesService,
    private readonly views: ViewEngine,
  ) {}

  /** Signed, and in the pictures baked in. */
  async of(ctx: Context, diploma: Diploma, kind: BadgeKind): Promise<BadgeFile> {
    const jwt = await this.badges.jwtOf(ctx, diploma);
    const name = `badge-${diploma.code}.${kind}`;
    switch (kind) {
      case 'svg':
        return { name, type: 'image/svg+xml', body: bakedSvg(this.picture(diploma.snapshot), jwt) };
      case 'png':
        return { name, type: 'image/png', body: bakedPng(await this.png(diploma.snapshot), jwt) };
      case 'jwt':
        return { name, type: 'text/plain; charset=utf-8', body: jwt };
      case 'json':
        return { name, type: 'application/json; charset=utf-8', body: JSON.stringify(enveloped(jwt), null, 2) };
      default:
        return kind satisfies never;
    }
  }

  /** The picture alone: what anybody may see of it. */
  async png(snapshot: Snapshot): Promise<Buffer> {
    const options = { fitTo: { mode: 'width' as const, value: PNG_WIDTH }, font: { loadSystemFonts: false } };
    return (await renderAsync(this.picture(snapshot), options)).asPng();
  }

  picture(snapshot: Snapshot): string {
    const { locale, kind, level, award, issuer, completedOn } = snapshot;
    const say = (key: string) =>
      this.views.say(locale, key, { title: award.title, hours: award.hours, issuer: issuer.name, year: completedOn.slice(0, 4) });
    return badgePicture(snapshot, {
      foot: say(level === 'applied' ? 'badges.picture.applied' : `badges.picture.${kind}`),
      measure: say('badges.picture.measure'),
      label: say('badges.picture.label'),
    });
  }
}

/** A signed credential as JSON, whole (Verifiable Credentials 2.0, 4.13). */
const enveloped = (jwt: string) => ({
  '@context': 'https://www.w3.org/ns/credentials/v2',
  id: `data:application/vc+jwt,${jwt}`,
  type: 'EnvelopedVerifiableCredential',
});
