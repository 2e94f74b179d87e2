declare const diplomaCode: unique symbol;

/** `7K3QM-2XW9A-…`: four groups of five characters of about 98 bits, which nobody guesses and anybody can type. */
export type DiplomaCode = string & { readonly [diplomaCode]: true };

/** How many readable characters a code has. */
export const CODE_LENGTH = 20;

const WRITTEN = /^[2-9A-HJKMNP-TV-Z]{20}$/;

/** As typed by somebody who reads it from paper: small letters, spaces and missing hyphens are fine. Null when it cannot be a code. */
export function readCode(typed: string): DiplomaCode | null {
  const bare = typed.toUpperCase().replace(/[\s\-‐‑–—.]/g, '');
  return WRITTEN.test(bare) ? codeOf(bare) : null;
}

/** The code made of twenty readable characters. */
export function codeOf(characters: string): DiplomaCode {
  return (characters.match(/.{5}/g) ?? []).join('-') as DiplomaCode;
}
