import { SmsProvider, SmsRefused, type TextMessage } from './sms-provider';
import type { TwilioAccount } from './sms-url';

const PATIENCE_MILLISECONDS = 10_000;

/** Twilio's interface for messages (https://www.twilio.com/docs/messaging/api/message-resource), which several providers speak too. */
export class Twilio extends SmsProvider {
  constructor(private readonly account: TwilioAccount) {
    super();
  }

  async send({ to, text }: TextMessage): Promise<void> {
    const { base, sid, token, sender } = this.account;
    const answer = await fetch(`${base}/2010-04-01/Accounts/${encodeURIComponent(sid)}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
      body: new URLSearchParams({ To: to, ...sender, Body: text }),
      // The account's secret goes to the address that the company wrote down, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    const code = codeIn(await answer.text());
    if (answer.ok) return;
    const problem = `the provider answered ${answer.status}${code === null ? '' : ` (code ${code})`}`;
    // Wrong numbers stay wrong; a full queue, a bad secret that somebody mends, or a fault over there may pass.
    if (answer.status === 400 || answer.status === 404) throw new SmsRefused(problem);
    throw new Error(problem);
  }
}

/** Of an error only its number: its words repeat whom the message was for. */
function codeIn(body: string): number | null {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return typeof code === 'number' ? code : null;
  } catch {
    return null;
  }
}
