import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '#platform/config/config';
import type { MailOutboxEntity } from './data/mail-outbox.entity';

/** Carries a message out: by SMTP, or, where no server is set, into a file under the data folder that a mail program opens. */
@Injectable()
export class Post implements OnApplicationShutdown {
  private readonly smtp: Transporter | null;

  constructor(private readonly config: Config) {
    this.smtp = config.smtpUrl === null ? null : createTransport(config.smtpUrl);
  }

  async deliver(mail: Pick<MailOutboxEntity, 'id' | 'recipient' | 'subject' | 'text' | 'html'>): Promise<void> {
    const message = {
      from: this.config.mailFrom,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@cadencia>`,
    };
    if (this.smtp) {
      await this.smtp.sendMail(message);
      return;
    }
    const folder = join(this.config.dataDir, 'mail');
    mkdirSync(folder, { recursive: true });
    const composed = (await createTransport({ streamTransport: true, buffer: true }).sendMail(message)) as { message: Buffer };
    writeFileSync(join(folder, `${mail.id}.eml`), composed.message, { mode: 0o600 });
  }

  onApplicationShutdown(): void {
    this.smtp?.close();
  }
}
