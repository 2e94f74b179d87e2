/** Words as a file may be called on every machine: letters without their marks, figures and hyphens. Another script leaves nothing. */
export function nameInFile(words: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßøØłŁ]/g, (letter) => WITHOUT_MARKS[letter] ?? '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '');
}

const LONGEST = 60;

/** Their marks are part of the letter. */
const WITHOUT_MARKS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' };
