import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newSecret } from '#kernel/id';
import { Config } from '#platform/config/config';

/** What was sealed does not open: the process runs with another SECRET_KEY, or the row was changed. */
export class SealBroken extends Error {
  constructor(what: string) {
    super(
      `The ${what} was stored under another SECRET_KEY. Start Cadencia with the SECRET_KEY that it had (or bring back DATA_DIR/secret.key), or give it a new one to sign with.`,
    );
    this.name = 'SealBroken';
  }
}

const VERSION = 's1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Private keys as they lie in the database: AES-256-GCM under a key derived from SECRET_KEY, each bound to the row it stands in. */
@Injectable()
export class Seal {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', config.secretKey, 'cadencia', 'private keys in the database', 32));
  }

  close(secret: Buffer, row: string): string {
    const iv = Buffer.from(newSecret(IV_BYTES), 'base64url');
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(row));
    const hidden = Buffer.concat([cipher.update(secret), cipher.final()]);
    return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url')}`;
  }

  opens(sealed: string, row: string): boolean {
    try {
      this.open(sealed, row, '');
      return true;
    } catch {
      return false;
    }
  }

  /** @throws SealBroken, which says so in a sentence about `what`. */
  open(sealed: string, row: string, what: string): Buffer {
    const [version, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) throw new SealBroken(what);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(row));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      throw new SealBroken(what);
    }
  }
}
