import type { SecretKind } from './lock-out';
import { canonicalPassword, type Naming, type PasswordRefusal, refusalOfPassword } from './password';
import { type PinRefusal, refusalOfPin } from './pin';

export type SecretRefusal = PasswordRefusal | PinRefusal;

/** Whoever reads mail has a password; whoever has only a code has a PIN. */
export const kindFor = (person: { readonly email: string | null }): SecretKind => (person.email === null ? 'pin' : 'password');

export function refusalOfSecret(kind: SecretKind, typed: string, naming: Naming): SecretRefusal | null {
  return kind === 'password' ? refusalOfPassword(typed, naming) : refusalOfPin(typed, naming.personCode);
}

/** What is hashed. */
export const canonicalOf = (kind: SecretKind, typed: string): string => (kind === 'password' ? canonicalPassword(typed) : typed);
