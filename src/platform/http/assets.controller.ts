import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Assets } from '#platform/views/assets';
import { Public } from './access';
import type { Request, Response } from './request';
import { CompanyOnPages } from './surroundings';

@Controller()
@Public('files that every page needs, the sign-in page too')
export class AssetsController {
  constructor(
    private readonly assets: Assets,
    private readonly company: CompanyOnPages,
  ) {}

  @Get('/assets/brand.css')
  brand(@Res() response: Response): void {
    const hue = this.company.hue;
    void response
      .header('cache-control', 'no-cache')
      .type('text/css; charset=utf-8')
      .send(hue === null ? '' : `:root { --brand-hue: ${hue}; }\n`);
  }

  @Get('/assets/*')
  file(@Param('*') path: string, @Req() request: Request, @Res() response: Response): void {
    const asset = this.assets.at(`/assets/${path}`);
    if (!asset) {
      void response.status(404).type('text/plain').send('');
      return;
    }
    void response.headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }).type(asset.type);
    const accepts = request.headers['accept-encoding'] ?? '';
    if (asset.brotli && accepts.includes('br')) void response.header('content-encoding', 'br').send(asset.brotli);
    else if (asset.gzip && accepts.includes('gzip')) void response.header('content-encoding', 'gzip').send(asset.gzip);
    else void response.send(asset.body);
  }
}
