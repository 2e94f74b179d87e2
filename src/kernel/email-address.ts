declare const emailAddress: unique symbol;

/** Lower-cased, trimmed, with one @ and a dotted domain. Whether a mailbox exists only a message can tell. */
export type EmailAddress = string & { readonly [emailAddress]: true };

const PATTERN = /^[^\s@<>"(),;:\\[\]]{1,64}@[^\s@<>"(),;:\\[\]]+\.[^\s@<>"(),;:\\[\].]{2,}$/u;

export function parseEmailAddress(text: string): EmailAddress | null {
  const tidy = text.trim().toLowerCase();
  return tidy.length <= 254 && PATTERN.test(tidy) && !tidy.includes('..') ? (tidy as EmailAddress) : null;
}
