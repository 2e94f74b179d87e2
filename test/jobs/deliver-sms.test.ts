import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { newId } from '#kernel/id';
import { plusMinutes } from '#kernel/instant';
import { parsePhoneNumber } from '#kernel/phone-number';
import { ConfigError, readConfig } from '#platform/config/config';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Log } from '#platform/log/log';
import { SmsOutbox } from '#platform/sms/outbox';
import { Twilio } from '#platform/sms/twilio';
import { MONDAY, startApp, type TestApp } from '../support/app';

const CHI = parsePhoneNumber('+51987654321', 'PE')!;

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

/** A real HTTP server on this machine that answers as the provider does. */
class Provider {
  readonly received: Received[] = [];
  answer: { readonly status: number; readonly body: object } = { status: 201, body: { sid: 'SM1', status: 'queued' } };
  /** What it says when it is asked for the messages that it has. */
  kept: { readonly status: number; readonly body: object } = { status: 200, body: { messages: [] } };
  /** Takes the message and says nothing: the connection breaks. */
  isCutOff = false;
  isSilent = false;
  private readonly server: Server = createServer((request, response) => {
    // Whoever has lost patience meanwhile hangs up, and is not answered.
    void read(request).then(
      (body) => this.hear(request, response, body),
      () => undefined,
    );
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `twilio+http://AC1:s%3Acret@127.0.0.1:${this.port}/?from=+15551234567`;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private hear({ method, url, headers, socket }: IncomingMessage, response: ServerResponse, body: string): void {
    const form = Object.fromEntries(new URLSearchParams(body));
    this.received.push({ method, path: url, authorization: headers.authorization, form });
    if (this.isSilent) return;
    if (this.isCutOff) return void socket.destroy();
    const { status, body: words } = method === 'GET' ? this.kept : this.answer;
    const elsewhere = status === 302 ? { location: 'http://127.0.0.1:1/' } : {};
    // A connection for each message: none is lost on one that this server was about to end.
    response.shouldKeepAlive = false;
    response.writeHead(status, { 'content-type': 'application/json', ...elsewhere });
    response.end(JSON.stringify(words));
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
    provider.isCutOff = false;
    provider.kept = { status: 200, body: { messages: [] } };
    provider.answer = { status: 201, body: { sid: 'SM1', status: 'queued' } };
    app.clock.stopAt(MONDAY);
  });

  const send = (uniqueKey: string, text = 'Andina: elija su PIN en http://cadencia.test/activate/x') =>
    app.work.run(() => app.get(SmsOutbox).send(CHI, text, uniqueKey));
  /** In one unit of work, as a file of newcomers does: one run is asked for, however many there are. */
  const sendAll = (uniqueKeys: readonly string[]) =>
    app.work.run(async () => {
      for (const uniqueKey of uniqueKeys) await app.get(SmsOutbox).send(CHI, 'Andina: su PIN', uniqueKey);
    });
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
        method: 'POST',
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

  const posts = () => provider.received.filter(({ method }) => method === 'POST').length;
  const asItStands = (created: string, more: object = {}) => ({
    messages: [
      { to: '+51987654321', body: 'Sent from your trial account - Andina: su PIN', status: 'delivered', date_created: created, ...more },
    ],
  });

  it('asks before it repeats a message whose answer was lost, and sends it once', async () => {
    provider.isCutOff = true;
    await send('cut off', 'Andina: su PIN');
    await deliver();
    expect(posts()).toBe(1);
    expect(await row('cut off')).toMatchObject({ sentAt: null, attempts: 1 });

    app.clock.stopAt(plusMinutes(MONDAY, 2));
    provider.isCutOff = false;
    provider.kept = { status: 200, body: asItStands('Mon, 01 Mar 2027 14:00:03 +0000') };
    expect(await deliver()).toBe(1);
    expect(provider.received.at(-1)).toMatchObject({
      method: 'GET',
      path: '/2010-04-01/Accounts/AC1/Messages.json?To=%2B51987654321&PageSize=50',
    });
    expect(posts()).toBe(1);
    expect(await row('cut off')).toMatchObject({ text: '', problem: null });
    expect((await row('cut off'))?.sentAt).not.toBeNull();
  });

  it.each([
    ['it never came there', { messages: [] }],
    ['the same was said on an earlier day', asItStands('Sun, 28 Feb 2027 14:00:03 +0000')],
    ['it failed over there', asItStands('Mon, 01 Mar 2027 14:00:03 +0000', { status: 'failed' })],
    ['only another came there', asItStands('Mon, 01 Mar 2027 14:00:03 +0000', { body: 'Andina: otra cosa' })],
    ['nobody can tell', { messages: 'none' }],
  ])('sends it again when %s', async (why, kept) => {
    provider.answer = { status: 503, body: {} };
    await send(why, 'Andina: su PIN');
    await deliver();
    app.clock.stopAt(plusMinutes(MONDAY, 2));
    provider.answer = { status: 201, body: {} };
    provider.kept = { status: 200, body: kept };
    expect(await deliver()).toBe(1);
    expect(posts()).toBe(2);
  });

  it('waits while it cannot ask, and sends again where asking is not known', async () => {
    provider.answer = { status: 503, body: {} };
    await send('unasked', 'Andina: su PIN');
    await deliver();
    provider.answer = { status: 201, body: {} };
    provider.kept = { status: 500, body: {} };
    app.clock.stopAt(plusMinutes(MONDAY, 2));
    expect(await deliver()).toBe(0);
    expect(posts()).toBe(1);
    expect(await row('unasked')).toMatchObject({ sentAt: null, attempts: 2, problem: 'the provider answered 500' });
    provider.kept = { status: 404, body: {} };
    app.clock.stopAt(plusMinutes(MONDAY, 5));
    expect(await deliver()).toBe(1);
    expect(posts()).toBe(2);
  });

  it('keeps the tries of the rest while the provider is down, and the trouble is told', async () => {
    app.clock.stopAt(plusMinutes(MONDAY, 24 * 60 + 300));
    await app.work.run(() => app.db.execute(sql`DELETE FROM sms_outbox`));
    const texts = async (): Promise<unknown> =>
      (JSON.parse((await app.visitor().get('/health/ready')).html) as { checks: { texts: unknown } }).checks.texts;
    expect(await texts()).toEqual({ ok: true, waiting: 0, givenUp: 0 });
    provider.answer = { status: 503, body: {} };
    await sendAll(Array.from({ length: 9 }, (_, one) => `down ${one}`));
    await app.get(JobRunner).settled();
    expect(provider.received).toHaveLength(3);
    await deliver();
    expect(provider.received).toHaveLength(6);
    for (let minute = 301; minute < 312; minute++) {
      app.clock.stopAt(plusMinutes(MONDAY, 24 * 60 + minute));
      await deliver();
    }
    expect(await texts()).toEqual({ ok: false, waiting: 9, givenUp: 0 });
    provider.answer = { status: 201, body: {} };
    app.clock.stopAt(plusMinutes(MONDAY, 24 * 60 + 400));
    await deliver();
    expect(await texts()).toEqual({ ok: true, waiting: 0, givenUp: 0 });
    expect(await app.db.rows(sql`SELECT id FROM sms_outbox WHERE sent_at IS NULL`)).toEqual([]);
  });

  it('gives up on a provider that says nothing for ten seconds, and goes on with the rest', async () => {
    const patient = new Twilio({ base: provider.base, sid: 'AC1', token: 'x', sender: { From: '+15551234567' } }, 50);
    provider.isSilent = true;
    await expect(patient.send({ id: newId(), to: CHI, text: 'Hola', queuedAt: MONDAY, isRepeated: false })).rejects.toThrow(/timeout/i);
    provider.isSilent = false;
  });

  it('keeps whom a message is for, what it says and the secret out of the log', async () => {
    const written: string[] = [];
    jest.spyOn(app.get(Log), 'warn').mockImplementation((...told) => void written.push(JSON.stringify(told)));
    provider.answer = { status: 500, body: { message: 'To +51987654321 with s:cret: Andina' } };
    await send('logged', 'Andina: su PIN secreto');
    await deliver();
    provider.isCutOff = true;
    app.clock.stopAt(plusMinutes(MONDAY, 2));
    await deliver();
    expect(written).toHaveLength(2);
    expect(written.join()).not.toMatch(/987654321|cret|Andina|AC1/);
    expect((await row('logged'))?.problem).not.toMatch(/987654321|cret|Andina/);
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
