import { gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, newSecret } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { type PublicKey, SigningKeys } from '#platform/signing/signing-keys';
import { Clock } from '#platform/time/clock';
import { ViewEngine } from '#platform/views/engine';
import { BadgeStatuses } from './data/badge-statuses.repository';
import { badgeOf, type BadgePlace, type BadgeWords, issuerProfile, listCredential } from './domain/badge';
import { bitsOf, LIST_LENGTH } from './domain/bitstring';
import type { Diploma, Snapshot } from './domain/diploma';
import { RecordSigner } from './record-signer';

/** So full may a list get before the next one is begun: a place taken at random is then free every second time. */
const FULL = LIST_LENGTH / 2;
const TRIES = 60;

/** A diploma as an Open Badge: signed, checked by other people's tools, and taken back with its diploma. */
@Injectable()
export class BadgesService {
  /** Lists as they were signed last: they are signed anew when they changed. */
  private readonly signed = new Map<number, { readonly encoded: string; readonly jwt: string }>();

  constructor(
    private readonly statuses: BadgeStatuses,
    private readonly keys: SigningKeys,
    private readonly signer: RecordSigner,
    private readonly company: CompanyService,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly views: ViewEngine,
    private readonly clock: Clock,
  ) {}

  /** The badge as VC-JWT. With the first one the diploma gets its place in the list. */
  async jwtOf(ctx: Context, diploma: Diploma): Promise<string> {
    const place = (await this.statuses.placeOf(diploma.id)) ?? (await this.allot(ctx, diploma));
    const { snapshot, accredits, issuedAt } = diploma;
    const email = await this.statuses.emailOf(diploma.personId);
    const { publicUrl } = this.config;
    return this.signer.sign(badgeOf({ snapshot, accredits, issuedAt, place, email, publicUrl, words: this.wordsOf(snapshot) }));
  }

  /** A list of those that no longer hold, as VC-JWT; null where there is no such list. */
  async listJwt(list: number): Promise<string | null> {
    const last = await this.statuses.lastList();
    if (list < 1 || list > last.list) return null;
    const encoded = packed(bitsOf(await this.statuses.fallen(list)));
    const known = this.signed.get(list);
    if (known?.encoded === encoded) return known.jwt;
    const jwt = await this.signer.sign(listCredential(this.config.publicUrl, list, encoded, this.clock.now()));
    this.signed.set(list, { encoded, jwt });
    return jwt;
  }

  async lists(): Promise<number> {
    return (await this.statuses.lastList()).list;
  }

  async issuer() {
    return issuerProfile(this.config.publicUrl, (await this.company.current()).name);
  }

  key(id: string): Promise<PublicKey | null> {
    return this.keys.publicKey(id);
  }

  private allot(ctx: Context, { id }: Diploma): Promise<BadgePlace> {
    return this.work.run(async () => {
      for (let tried = 0; tried < TRIES; tried++) {
        const there = await this.statuses.placeOf(id);
        if (there !== null) return there;
        const { list, taken } = await this.statuses.lastList();
        const place = { list: taken < FULL ? list : list + 1, position: randomPosition(), salt: newSecret(16) };
        if (!(await this.statuses.add({ id: newId(), diplomaId: id, ...place, allottedAt: ctx.now }))) continue;
        await this.audit.record(ctx, { action: 'badge.made', subject: { type: 'diploma', id }, detail: { list: place.list } });
        return place;
      }
      throw new Error('no free place was found in the list of badges');
    });
  }

  private wordsOf({ locale, kind, award, issuer, parts, completedOn }: Snapshot): BadgeWords {
    const values = {
      title: award.title,
      hours: award.hours,
      issuer: issuer.name,
      units: parts.length,
      titles: parts.map(({ title }) => title).join('; '),
      year: completedOn.slice(0, 4),
    };
    return {
      description: this.views.say(locale, `badges.description.${kind}`, values),
      narrative: this.views.say(locale, `badges.narrative.${kind}`, values),
      evidence: this.views.say(locale, 'badges.evidence', values),
    };
  }
}

/** GZIP, base64url, and the `u` that says so. */
const packed = (bits: Buffer): string => `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;

const randomPosition = (): number => Buffer.from(newSecret(3), 'base64url').readUIntBE(0, 3) % LIST_LENGTH;
