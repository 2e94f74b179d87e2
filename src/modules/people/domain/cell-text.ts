import { type Outcome, done, refused } from '#kernel/outcome';

/**
 * What a person meant by a cell: one line, composed accents, single spaces, without the marks that spreadsheets
 * and web pages leave behind (no-break space, zero-width space, byte order mark, `="00123"`).
 */
export function tidy(cell: string): string {
  if (PLAIN.test(cell)) return cell;
  const text = cell
    .normalize('NFC')
    .replace(/[\u200B\u200C\u200D\u2060\uFEFF\u00AD]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const formula = /^="([^"]*)"$/.exec(text);
  return formula?.[1] === undefined ? text : formula[1].trim();
}

/** Characters that no name has: controls, and those that reverse the direction of the text around them. */
export function checkCharacters(text: string): Outcome<string, 'control-characters' | 'lost-characters'> {
  if (text.includes('\uFFFD')) return refused('lost-characters');
  return FORBIDDEN.test(text) ? refused('control-characters') : done(text);
}

/**
 * A long number that a spreadsheet has already rounded: 1.23E+05 has lost its digits for good. They all write one digit before the
 * point, the sign and at least two digits of the exponent; 12E5 and 372e29917 are codes that a company may well have.
 */
export const wasRounded = (text: string): boolean => /^[+-]?\d(?:[.,]\d+)?e[+-]\d{2,3}$/i.test(text);

const PLAIN = /^[!-<>-~](?:[ -~]*[!-~])?$/;
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Cs}/u;
