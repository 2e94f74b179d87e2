import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { plusMinutes } from '#kernel/instant';
import { parsePhoneNumber } from '#kernel/phone-number';
import { ConfigError, readConfig } from '#platform/config/config';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { SmsOutbox } from '#platform/sms/outbox';
import { MONDAY, startApp, type TestApp } from '../support/app';

const CHI = parsePhoneNumber('+51987654321', 'PE')!;

interface Received {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

/** A real HTTP server on this machine that answers as the provider does. */
class Provider {
  readonly received: Received[] = [];
  answer: { readonly status: number; readonly body: object } = { status: 201, body: { sid: 'SM1', status: 'queued' } };
  private readonly server: Server = createServer((request, response) => {
    void read(request).then((body) => {
      const form = Object.fromEntries(new URLSearchParams(body));
      this.received.push({ path: request.url, authorization: request.headers.authorization, form });
      const { status, body: words } = this.answer;
      response.writeHead(status, { 'content-type': 'application/json', ...(status === 302 ? { location: 'http://127.0.0.1:1/' } : {}) });
      response.end(JSON.stringify(words));
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `twilio+http://AC1:s%3Acret@127.0.0.1:${(this.server.address() as AddressInfo).port}/?from=+15551234567`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

describe('delivering text messages', () => {
  const provider = new Provider();
  let app: TestApp;

  beforeAll(async () => {
    process.env['SMS_URL'] = await provider.listen();
    app = await startApp();
  });
  afterAll(async () => {
    await app.close();
    await provider.close();
    delete process.env['SMS_URL'];
  });
  beforeEach(() => {
    provider.received.length = 0;
    provider.answer = { status: 201, body: { sid: 'SM1', status: 'queued' } };
    app.clock.stopAt(MONDAY);
  });

  const send = (uniqueKey: string, text = 'Andina: elija su PIN en http://cadencia.test/activate/x') =>
    app.work.run(() => app.get(SmsOutbox).send(CHI, text, uniqueKey));
  const deliver = async () => {
    await app.get(JobRunner).settled();
    return app.get(JobRunner).runNow('deliver-sms');
  };
  const row = (uniqueKey: string) =>
    app.db.row<{ text: string; sentAt: string | null; failedAt: string | null; problem: string | null; attempts: number }>(
      sql`SELECT text, sent_at, failed_at, problem, attempts FROM sms_outbox WHERE unique_key = ${uniqueKey}`,
    );

  it('carries a message to the provider once, and forgets its words', async () => {
    expect([await send('once'), await send('once')]).toEqual([true, false]);
    await deliver();
    expect(provider.received).toEqual([
      {
        path: '/2010-04-01/Accounts/AC1/Messages.json',
        authorization: `Basic ${Buffer.from('AC1:s:cret').toString('base64')}`,
        form: { To: '+51987654321', From: '+15551234567', Body: 'Andina: elija su PIN en http://cadencia.test/activate/x' },
      },
    ]);
    expect(await row('once')).toMatchObject({ text: '', problem: null });
    expect((await row('once'))?.sentAt).not.toBeNull();
  });

  it('keeps what the provider cannot take now, waits longer each time, and gives up in the end', async () => {
    provider.answer = { status: 503, body: {} };
    await send('later');
    await deliver();
    expect(provider.received).toHaveLength(1);
    expect(await row('later')).toMatchObject({ sentAt: null, failedAt: null, problem: 'the provider answered 503' });
    expect(await deliver()).toBe(0);
    app.clock.stopAt(plusMinutes(MONDAY, 1));
    provider.answer = { status: 201, body: {} };
    expect(await deliver()).toBe(1);
    provider.answer = { status: 429, body: { code: 20429, message: 'Too many to +51987654321' } };
    await send('never');
    for (let minute = 1; minute < 200; minute += 1) {
      app.clock.stopAt(plusMinutes(MONDAY, minute));
      await deliver();
    }
    expect(await row('never')).toMatchObject({ sentAt: null, attempts: 6, text: '', problem: 'the provider answered 429 (code 20429)' });
    expect((await row('never'))?.failedAt).not.toBeNull();
  });

  it('does not try again with a number that the provider calls wrong, and goes on with the rest', async () => {
    provider.answer = { status: 400, body: { code: 21211, message: "The 'To' number +51987654321 is not valid" } };
    await send('wrong');
    await deliver();
    expect(await row('wrong')).toMatchObject({ attempts: 1, text: '', problem: 'the provider answered 400 (code 21211)' });
    provider.answer = { status: 201, body: {} };
    await send('right');
    await deliver();
    expect((await row('right'))?.sentAt).not.toBeNull();
  });

  it('takes the account’s secret to no other address', async () => {
    provider.answer = { status: 302, body: {} };
    await send('elsewhere');
    await deliver();
    expect(await row('elsewhere')).toMatchObject({ sentAt: null, attempts: 1 });
  });
});

describe('without a provider', () => {
  it('messages wait as files that nobody else on the machine can read', async () => {
    const app = await startApp();
    await app.work.run(() => app.get(SmsOutbox).send(CHI, 'Hola', 'file'));
    await app.get(JobRunner).settled();
    const [file = ''] = readdirSync(join(app.dataDir, 'sms'));
    expect(readFileSync(join(app.dataDir, 'sms', file), 'utf8')).toBe('+51987654321\nHola\n');
    expect(statSync(join(app.dataDir, 'sms', file)).mode & 0o777).toBe(0o600);
    await app.close();
  });

  it('a mistake in the setting is a sentence at start', () => {
    const sentences = (): readonly string[] => {
      try {
        readConfig({ SMS_URL: 'https://api.twilio.com' });
        return [];
      } catch (error) {
        return error instanceof ConfigError ? error.sentences : [];
      }
    };
    expect(sentences()[0]).toMatch(/^SMS_URL must look like twilio:/);
  });
});
