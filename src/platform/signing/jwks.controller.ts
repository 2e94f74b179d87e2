import { Controller, Get } from '@nestjs/common';
import { Public } from '#platform/http/access';
import { json, type Reply } from '#platform/http/reply';
import { SigningKeys } from './signing-keys';

@Controller()
@Public('whoever holds a signed record checks it with these, without asking anybody')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('/.well-known/jwks.json')
  async publicKeys(): Promise<Reply> {
    const headers = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };
    return json(await this.keys.publicKeys(), { headers });
  }
}
