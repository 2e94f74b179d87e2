import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { OpeningNotice, OpeningNoticeSource } from '#modules/programme';
import { LegalService } from './legal.service';

/** Before a round opens: for how many people a paper could not be made as things stand. */
@Injectable()
export class LegalOpeningNotices implements OpeningNoticeSource {
  constructor(private readonly legal: LegalService) {}

  async noticesFor({ today, locale }: Context): Promise<readonly OpeningNotice[]> {
    const used = (await this.legal.packs()).filter(({ inUseFrom }) => inUseFrom !== null);
    const notices: OpeningNotice[] = [];
    for (const { pack } of used) {
      const { people, employers } = await this.legal.gaps(pack, today);
      if (people.length + employers.length === 0) continue;
      notices.push({
        key: 'legal.opening',
        values: { pack: pack.title[locale], people: people.length, employers: employers.length },
        href: `/legal/${pack.pack}`,
        linkKey: 'legal.opening-link',
      });
    }
    return notices;
  }
}
