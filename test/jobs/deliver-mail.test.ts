import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { plusMinutes } from '#kernel/instant';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { MailOutbox } from '#platform/mail/outbox';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { createWorld } from '../support/world';

/** A real mail server on this machine, which takes messages unless it is told to refuse. */
class Postman {
  readonly received: string[] = [];
  refuses = false;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(this.refuses ? new Error('mailbox busy') : null),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        this.received.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

describe('delivering mail', () => {
  const postman = new Postman();
  let app: TestApp;

  beforeAll(async () => {
    process.env['SMTP_URL'] = await postman.listen();
    app = await startApp();
    await createWorld(app);
  });
  afterAll(async () => {
    await app.close();
    await postman.close();
    delete process.env['SMTP_URL'];
  });

  const send = (uniqueKey: string) =>
    app.work.run(() =>
      app.get(MailOutbox).send({
        to: 'chi@example.com',
        template: 'identity/mail/activation',
        locale: 'es',
        data: { name: 'Chi <3', link: 'http://cadencia.test/activate/x?a=1&b=2', days: 14 },
        uniqueKey,
      }),
    );
  const deliver = () => app.get(JobRunner).runNow('deliver-mail');

  it('carries a message out once, however often it is asked for', async () => {
    expect(await send('once')).toBe(true);
    expect(await send('once')).toBe(false);
    await app.get(JobRunner).settled();
    await deliver();
    expect(postman.received).toHaveLength(1);
    expect(postman.received[0]).toContain('To: chi@example.com');
  });

  it('keeps what a server refuses, and brings it later', async () => {
    postman.refuses = true;
    await send('later');
    await app.get(JobRunner).settled();
    expect(postman.received).toHaveLength(1);
    postman.refuses = false;
    expect(await deliver()).toBe(0);
    app.clock.stopAt(plusMinutes(MONDAY, 5));
    expect(await deliver()).toBe(1);
    expect(postman.received).toHaveLength(2);
  });

  it('says nothing of a unit of work that failed', async () => {
    await expect(
      app.work.run(async () => {
        await app.get(MailOutbox).send({
          to: 'x@example.com',
          template: 'identity/mail/activation',
          locale: 'en',
          data: { name: 'X', link: 'http://x', days: 1 },
          uniqueKey: 'never',
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await app.db.rows(sql`SELECT id FROM mail_outbox WHERE unique_key = ${'never'}`)).toEqual([]);
  });
});

describe('without a mail server', () => {
  it('messages wait as files that a mail program opens', async () => {
    const app = await startApp();
    await app.work.run(() =>
      app.get(MailOutbox).send({
        to: 'chi@example.com',
        template: 'identity/mail/activation',
        locale: 'es',
        data: { name: 'Chi', link: 'http://x', days: 14 },
        uniqueKey: 'file',
      }),
    );
    await app.get(JobRunner).settled();
    const [file = ''] = readdirSync(join(app.dataDir, 'mail'));
    expect(readFileSync(join(app.dataDir, 'mail', file), 'utf8')).toContain('chi@example.com');
    await app.close();
  });
});
