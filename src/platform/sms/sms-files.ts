import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#platform/config/config';
import type { Log } from '#platform/log/log';
import { SmsProvider, type TextMessage } from './sms-provider';

/** Where no provider is set: each message waits as a file under the data folder, for whoever tries the product out. */
export class SmsFiles extends SmsProvider {
  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {
    super();
  }

  send({ id, to, text }: TextMessage): Promise<void> {
    const folder = join(this.config.dataDir, 'sms');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, `${id}.txt`), `${to}\n${text}\n`, { mode: 0o600 });
    this.log.info({ sms: id }, 'a text message was written to a file, because SMS_URL names no provider');
    return Promise.resolve();
  }
}
