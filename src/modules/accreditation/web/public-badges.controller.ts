import { Controller, Get, Param } from '@nestjs/common';
import { Public } from '#platform/http/access';
import { CallerAddress } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, json, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { BadgesService } from '../badges.service';
import { BadgeFiles } from './badge-files';
import { VerificationThrottle } from './verification-throttle';

/** Other people's tools fetch these from their own pages; nothing in them is about a person. */
const PUBLIC = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };

@Controller()
@Public('whoever is shown a badge checks with these who awarded it and whether it still holds')
export class PublicBadgesController {
  constructor(
    private readonly badges: BadgesService,
    private readonly files: BadgeFiles,
    private readonly accreditation: AccreditationService,
    private readonly throttle: VerificationThrottle,
  ) {}

  @Get('badges/issuer.json')
  async issuer(): Promise<Reply> {
    return json(await this.badges.issuer(), { headers: PUBLIC });
  }

  @Get('badges/keys/:id')
  async key(@Param('id') id: string): Promise<Reply> {
    const key = await this.badges.key(id);
    if (key === null) throw new NotFound();
    return json(key, { headers: PUBLIC });
  }

  /** `1.jwt` */
  @Get('badges/status/:file')
  async list(@Param('file') file: string): Promise<Reply> {
    const number = /^(\d{1,6})\.jwt$/.exec(file)?.[1];
    const jwt = number === undefined ? null : await this.badges.listJwt(Number(number));
    if (jwt === null) throw new NotFound();
    return download({ name: file, type: 'application/vc+jwt', body: jwt, inline: true, headers: PUBLIC });
  }

  /** The picture of a badge: what it is for and by whom, not whose it is. */
  @Get('verify/:code/badge.png')
  async picture(@Param('code') code: string, @CallerAddress() address: string): Promise<Reply> {
    await this.throttle.book(address);
    const diploma = await this.accreditation.byCode(code);
    if (diploma === null) throw new NotFound();
    return download({ name: 'badge.png', type: 'image/png', body: await this.files.png(diploma.snapshot), inline: true, headers: PUBLIC });
  }
}
