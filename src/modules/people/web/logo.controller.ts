import { Controller, Get } from '@nestjs/common';
import { Public } from '#platform/http/access';
import { NotFound } from '#platform/http/errors';
import { download, type Reply } from '#platform/http/reply';
import { CompanyService } from '../company.service';

@Controller('assets/logo')
@Public('the mark that stands on every page, the sign-in page too')
export class LogoController {
  constructor(private readonly company: CompanyService) {}

  @Get()
  async show(): Promise<Reply> {
    const logo = await this.company.logo();
    if (!logo) throw new NotFound();
    // A drawing may carry scripts of its own: opened alone, it still may not run them.
    const headers = {
      'cache-control': 'public, max-age=300',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    };
    return download({ name: 'logo', type: logo.type, body: logo.bytes, inline: true, headers });
  }
}
