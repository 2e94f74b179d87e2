import { Injectable } from '@nestjs/common';
import type { Locale } from '#kernel/locale';
import { CompanyService } from '#modules/people';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Designs } from './data/designs.repository';
import { Diplomas } from './data/diplomas.repository';
import { hashOf } from './domain/diploma';
import { appearancesOf, type DesignContent, FIRST_DESIGN, picturesOfDesign } from './domain/diploma-design';
import type { Appearance } from './domain/issue';
import { isPrintable } from './printable-picture';

type Looks = Readonly<Record<Locale, Appearance>>;

/** How a diploma that is issued now will look. */
@Injectable()
export class AppearanceService {
  constructor(
    private readonly company: CompanyService,
    private readonly designs: Designs,
    private readonly diplomas: Diplomas,
    private readonly work: UnitOfWork,
  ) {}

  /** In each language, in the approved design; the company's mark is kept under its hash, once for all diplomas that carry it. */
  async current(): Promise<Looks> {
    const [company, logo, design] = await Promise.all([this.company.current(), this.logo(), this.designs.inUse()]);
    if (logo !== null) await this.work.run(() => this.diplomas.keepPicture(logo.hash, logo.bytes));
    return appearancesOf(design ?? FIRST_DESIGN, { ...company, logoHash: logo?.hash ?? null });
  }

  /** How one would look in a design that is not approved, with the pictures that it needs; nothing is kept. */
  async tried(
    content: DesignContent,
    fresh: readonly Buffer[],
  ): Promise<{ readonly looks: Looks; readonly pictures: ReadonlyMap<string, Buffer> }> {
    const [company, logo] = await Promise.all([this.company.current(), this.logo()]);
    const kept = await this.diplomas.pictures(picturesOfDesign(content));
    const own = [...(logo === null ? [] : [logo.bytes]), ...fresh].map((bytes) => [hashOf(bytes), bytes] as const);
    return { looks: appearancesOf(content, { ...company, logoHash: logo?.hash ?? null }), pictures: new Map([...kept, ...own]) };
  }

  /** Null for a mark that no printer could read too: its diploma carries the company's initials. */
  private async logo(): Promise<{ readonly hash: string; readonly bytes: Buffer } | null> {
    const logo = await this.company.logo();
    return logo === null || !isPrintable(logo.bytes) ? null : { hash: hashOf(logo.bytes), bytes: logo.bytes };
  }
}
