import { Injectable } from '@nestjs/common';
import type { Locale } from '#kernel/locale';
import { CompanyService } from '#modules/people';
import { MailOutbox } from '#platform/mail/outbox';
import { SmsOutbox } from '#platform/sms/outbox';
import { ViewEngine } from '#platform/views/engine';
import type { Address } from './domain/address';

/** One thing to say, in the words of a mail and in those of a text message, and what makes it one thing. */
export interface Message {
  readonly locale: Locale;
  readonly mail: { readonly template: string; readonly data: Readonly<Record<string, unknown>> };
  readonly text: { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
  readonly uniqueKey: string;
}

/** Says a thing by the way that somebody is reached. */
@Injectable()
export class Messenger {
  constructor(
    private readonly company: CompanyService,
    private readonly mail: MailOutbox,
    private readonly texts: SmsOutbox,
    private readonly views: ViewEngine,
  ) {}

  /** Once for each key. A text message names the company, which a mail carries in its head. */
  async say(address: Address, { locale, mail, text, uniqueKey }: Message): Promise<void> {
    if (address.channel === 'mail') {
      await this.mail.send({ to: address.to, ...mail, locale, uniqueKey });
      return;
    }
    const { name: company } = await this.company.current();
    await this.texts.send(address.to, this.views.say(locale, text.key, { company, ...text.values }), uniqueKey);
  }
}
