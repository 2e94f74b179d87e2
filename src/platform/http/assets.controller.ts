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
  brand(@Res() response: Response): unknown {
    const hue = this.company.hue;
    return response
      .header('cache-control', 'no-cache')
      .type('text/css; charset=utf-8')
      .send(hue === null ? '' : `:root { --brand-hue: ${hue}; }\n`);
  }

  @Get('/assets/*')
  file(@Param('*') path: string, @Req() request: Request, @Res() response: Response): unknown {
    const asset = this.assets.at(`/assets/${path}`);
    if (!asset) return response.status(404).type('text/plain').send('');
    const accepts = request.headers['accept-encoding'] ?? '';
    void response.headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }).type(asset.type);
    if (asset.brotli && accepts.includes('br')) return response.header('content-encoding', 'br').send(asset.brotli);
    if (asset.gzip && accepts.includes('gzip')) return response.header('content-encoding', 'gzip').send(asset.gzip);
    return response.send(asset.body);
  }
}
