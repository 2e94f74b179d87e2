/** How to reach a provider of text messages, as it stands in SMS_URL. */
export interface TwilioAccount {
  /** Where its interface is, without a slash at the end. */
  readonly base: string;
  readonly sid: string;
  readonly token: string;
  /** The number that messages come from, or the service that chooses one. */
  readonly sender: { readonly From: string } | { readonly MessagingServiceSid: string };
}

export const SMS_URL_SENTENCE =
  'SMS_URL must look like twilio://SID:TOKEN@api.twilio.com/?from=+15551234567 (or ?service=MG… instead of from; twilio+http:// only on this machine).';

/** @throws Error with {@link SMS_URL_SENTENCE} for anything else. */
export function readSmsUrl(text: string): TwilioAccount {
  const url = parsed(text);
  const from = (url.searchParams.get('from') ?? '').trim().replace(/^\+?/, '+');
  const service = url.searchParams.get('service') ?? '';
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const isSafe = url.protocol === 'twilio:' || (url.protocol === 'twilio+http:' && isHere);
  const hasSender = /^\+\d{5,15}$/.test(from) || /^MG\w+$/.test(service);
  if (!isSafe || url.hostname === '' || url.username === '' || url.password === '' || !hasSender) throw new Error(SMS_URL_SENTENCE);
  return {
    base: `${url.protocol === 'twilio:' ? 'https' : 'http'}://${url.host}${url.pathname.replace(/\/+$/, '')}`,
    sid: decodeURIComponent(url.username),
    token: decodeURIComponent(url.password),
    sender: service === '' ? { From: from } : { MessagingServiceSid: service },
  };
}

export function isSmsUrl(text: string): boolean {
  try {
    readSmsUrl(text);
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new Error(SMS_URL_SENTENCE);
  }
}
