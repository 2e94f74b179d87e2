import { parsePhoneNumber, type PhoneNumber } from '#kernel/phone-number';

/** The way by which somebody is reached. */
export type Address = { readonly channel: 'mail'; readonly to: string } | { readonly channel: 'text'; readonly to: PhoneNumber };

/** Mail where there is one, else a phone that can be dialled from the company's country. */
export function addressOf(
  { email, phone }: { readonly email: string | null; readonly phone: string | null },
  country: string,
): Address | null {
  if (email !== null) return { channel: 'mail', to: email };
  const to = phone === null ? null : parsePhoneNumber(phone, country);
  return to === null ? null : { channel: 'text', to };
}
