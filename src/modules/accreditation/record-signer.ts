import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { type PublicKey, SigningKeys } from '#platform/signing/signing-keys';
import { keyAt } from './domain/badge';

/** Signs what others check without us: in the one way that every verifier and browser can read. */
@Injectable()
export class RecordSigner {
  constructor(
    private readonly keys: SigningKeys,
    private readonly config: Config,
  ) {}

  /** Names its key by an address and carries it besides, so that it can be read when the address no longer answers. */
  sign(payload: object): Promise<string> {
    const header = ({ kid, kty, n, e }: PublicKey) => ({ typ: 'JWT', kid: keyAt(this.config.publicUrl, kid), jwk: { kty, n, e } });
    return this.keys.signJws(payload, header, 'RS256');
  }
}
