import { z } from 'zod';
import { type Instant, plusHours, toInstant } from '#kernel/instant';
import { SmsProvider, SmsRefused, type TextMessage } from './sms-provider';
import type { TwilioAccount } from './sms-url';

const PATIENCE_MILLISECONDS = 10_000;
/** Their clock and ours. */
const CLOCKS_DIFFER_HOURS = 1;

/** Twilio's interface for messages (https://www.twilio.com/docs/messaging/api/message-resource), which several providers speak too. */
export class Twilio extends SmsProvider {
  constructor(
    private readonly account: TwilioAccount,
    private readonly patience = PATIENCE_MILLISECONDS,
  ) {
    super();
  }

  async send(message: TextMessage): Promise<void> {
    // Their interface takes the same message twice without a word: whoever may have sent it looks first.
    if (message.isRepeated && (await this.hasIt(message))) return;
    const body = new URLSearchParams({ To: message.to, ...this.account.sender, Body: message.text });
    const answer = await this.ask('', { method: 'POST', body });
    if (answer.ok) return;
    // Wrong numbers stay wrong; a full queue, a bad secret that somebody mends, or a fault over there may pass.
    if (answer.status === 400 || answer.status === 404) throw new SmsRefused(problemOf(answer));
    throw new Error(problemOf(answer));
  }

  private async hasIt({ to, text, queuedAt }: TextMessage): Promise<boolean> {
    const answer = await this.ask(`?${new URLSearchParams({ To: to, PageSize: '50' }).toString()}`, { method: 'GET' });
    if (answer.ok) return hasMessage(answer.body, text, plusHours(queuedAt, -CLOCKS_DIFFER_HOURS));
    // Who speaks like Twilio may not know the question: there the message goes out again.
    if (answer.status === 404 || answer.status === 405) return false;
    throw new Error(problemOf(answer));
  }

  private async ask(question: string, request: Pick<RequestInit, 'method' | 'body'>): Promise<Answer> {
    const { base, sid, token } = this.account;
    const answer = await fetch(`${base}/2010-04-01/Accounts/${encodeURIComponent(sid)}/Messages.json${question}`, {
      ...request,
      headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
      // The account's secret goes to the address that the company wrote down, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(this.patience),
    });
    return { ok: answer.ok, status: answer.status, body: parsed(await answer.text()) };
  }
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: unknown;
}

/** Messages of a trial account have words of the provider in front. */
function hasMessage(body: unknown, text: string, since: Instant): boolean {
  const found = LIST.safeParse(body);
  return (
    found.success &&
    found.data.messages.some((one) => one.body.endsWith(text) && !LOST.includes(one.status) && isSince(one.date_created, since))
  );
}

const LIST = z.object({ messages: z.array(z.object({ body: z.string(), status: z.string(), date_created: z.string() })) });
const LOST = ['failed', 'undelivered', 'canceled'];

function isSince(text: string, since: Instant): boolean {
  try {
    return toInstant(text) >= since;
  } catch {
    return false;
  }
}

/** Of an error only its number: its words repeat whom the message was for. */
function problemOf({ status, body }: Answer): string {
  const { data } = z.object({ code: z.number() }).safeParse(body);
  return `the provider answered ${status}${data === undefined ? '' : ` (code ${data.code})`}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
