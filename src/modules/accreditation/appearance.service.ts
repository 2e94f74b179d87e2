import { Injectable } from '@nestjs/common';
import type { Locale } from '#kernel/locale';
import { CompanyService } from '#modules/people';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Diplomas } from './data/diplomas.repository';
import { hashOf } from './domain/diploma';
import { type Appearance, SIGNATORIES } from './domain/issue';

/** How a diploma that is issued now will look. */
@Injectable()
export class AppearanceService {
  constructor(
    private readonly company: CompanyService,
    private readonly diplomas: Diplomas,
    private readonly work: UnitOfWork,
  ) {}

  /** In each language; the pictures are kept under their hash, once for all diplomas that carry them. */
  async current(): Promise<Readonly<Record<Locale, Appearance>>> {
    const [{ name, hue }, logo] = await Promise.all([this.company.current(), this.company.logo()]);
    const logoHash = logo === null ? null : await this.kept(logo.bytes);
    const inLanguage = (locale: Locale): Appearance => ({
      design: { template: 'classic', version: 1, paper: 'a4', wording: null },
      issuer: { name, hue, logoHash, sealHash: null },
      signatories: SIGNATORIES[locale],
    });
    return { es: inLanguage('es'), en: inLanguage('en') };
  }

  private async kept(bytes: Buffer): Promise<string> {
    const hash = hashOf(bytes);
    await this.work.run(() => this.diplomas.keepPicture(hash, bytes));
    return hash;
  }
}
