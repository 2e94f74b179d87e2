import { Injectable } from '@nestjs/common';
import { newId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { Config } from '#platform/config/config';
import { CompanyOnPages } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { Clock } from '#platform/time/clock';
import { type Surroundings, type View, ViewEngine } from '#platform/views/engine';
import { Mails } from './data/mails.repository';

export interface Message {
  readonly to: string;
  /** `<module>/mail/<name>`: three files, `.subject`, `.text` and `.html`. */
  readonly template: string;
  readonly locale: Locale;
  readonly data: View;
  /** One message per key, for ever. */
  readonly uniqueKey: string;
}

/** Messages are written with the rows that cause them, and carried out afterwards: a restart loses none and repeats none. */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly mails: Mails,
    private readonly views: ViewEngine,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly company: CompanyOnPages,
    private readonly jobs: JobRunner,
  ) {}

  /** Inside the unit of work. False when it had been said before. */
  async send(message: Message): Promise<boolean> {
    const surroundings: Surroundings = {
      locale: message.locale,
      zone: this.clock.zone,
      csrf: '',
      company: this.company.face(),
      actor: null,
      nav: [],
      flash: null,
      sharedDevice: null,
      path: '/',
      publicUrl: this.config.publicUrl,
    };
    const render = (part: string) => this.views.render(`${message.template}.${part}`, message.data, surroundings);
    const now = this.clock.now();
    const subject = unescaped(render('subject')).trim();
    const queued = await this.mails.queue({
      id: newId(),
      uniqueKey: message.uniqueKey,
      recipient: message.to,
      subject,
      text: unescaped(
        this.views.render('layouts/mail.text', { body: render('text') }, { ...surroundings, title: subject } as Surroundings),
      ),
      html: this.views.render('layouts/mail.html', { body: render('html') }, { ...surroundings, title: subject } as Surroundings),
      queuedAt: now,
      dueAt: now,
      attempts: 0,
      sentAt: null,
      failedAt: null,
      problem: null,
    });
    if (queued) this.jobs.soon('deliver-mail');
    return queued;
  }
}

/** Plain text needs no entities. */
function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x60;', '`')
    .replaceAll('&#x3D;', '=')
    .replaceAll('&amp;', '&');
}
