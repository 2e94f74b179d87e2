import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Public } from '#platform/http/access';
import { NotFound } from '#platform/http/errors';
import { download, type Reply } from '#platform/http/reply';
import type { Request, Response } from '#platform/http/request';
import { StatusFileService } from '../status-file.service';

@Controller('verify')
@Public('whoever wants to verify diplomas without us keeps a copy; there is no code and no name in it')
export class StatusFileController {
  constructor(private readonly file: StatusFileService) {}

  @Get('status.jws')
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const jws = await this.file.index();
    const etag = `"${createHash('sha256').update(jws).digest('base64url')}"`;
    void response.headers({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*', etag });
    if (request.headers['if-none-match'] === etag) void response.status(304).send();
    else void response.type('application/jose').send(jws);
  }

  /** Named by its own hash, so it never changes. */
  @Get('status/:file')
  async part(@Param('file') file: string): Promise<Reply> {
    const body = await this.file.part(file.replace(/\.json$/, ''));
    if (body === null) throw new NotFound();
    const headers = { 'cache-control': 'public, max-age=31536000, immutable', 'access-control-allow-origin': '*' };
    return download({ name: file, type: 'application/json; charset=utf-8', body, inline: true, headers });
  }
}
