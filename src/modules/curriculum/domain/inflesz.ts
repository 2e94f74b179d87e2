/**
 * How easy a Spanish text is: INFLESZ (Szigriszt-Pazos), 206.835 − 62.3 · syllables/words − words/sentences.
 * Below 40 very hard, 55–65 normal, 65–80 fairly easy, above 80 very easy. Null where there is nothing to read.
 */
export function inflesz(text: string): number | null {
  const { syllables, words, sentences } = measure(text);
  return words === 0 ? null : 206.835 - (62.3 * syllables) / words - words / sentences;
}

export interface Measure {
  readonly syllables: number;
  readonly words: number;
  readonly sentences: number;
}

export function measure(text: string): Measure {
  const words = wordsOf(text);
  const sentences = text.split(SENTENCE_END).filter((part) => wordsOf(part).length > 0).length;
  return { syllables: words.reduce((sum, word) => sum + syllablesOf(word), 0), words: words.length, sentences };
}

export function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

/** Whole sentences, as a reader takes a breath: a colon or a semicolon does not end one here. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(FULL_STOP)
    .map((part) => part.trim())
    .filter((part) => wordsOf(part).length > 0);
}

/** Spanish syllables by rule: two strong vowels part (po-e-ta), an accented weak one parts from a strong one (pa-ís). */
export function syllablesOf(word: string): number {
  const sounds = word
    .normalize('NFC')
    .toLowerCase()
    .replace(/h/g, '')
    .replace(/([qg])u(?=[eiéí])/g, '$1')
    .replace(/y(?![aeiouáéíóúü])/g, 'i');
  if (/^\d/.test(sounds)) return Math.max(1, 2 * sounds.replace(/\D/g, '').length - 1);
  const runs = sounds.match(/[aeiouáéíóúü]+/g) ?? [];
  return Math.max(
    1,
    runs.reduce((sum, run) => sum + nucleiOf(run), 0),
  );
}

const WORD = /[\p{L}\p{M}\d]+(?:[.,]\d+|['’]\p{L}+)*/gu;
// In this index a colon and a semicolon end a sentence too; inside a figure (9:30, 3.5) nothing does. A line break always does.
const SENTENCE_END = /[.!?…:;]+(?=\D|$)|\n+/u;
const FULL_STOP = /[.!?…]+(?=\D|$)|\n+/u;
const STRONG = 'aeoáéó';
const ACCENTED_WEAK = 'íú';

function nucleiOf(vowels: string): number {
  let nuclei = 1;
  for (let i = 1; i < vowels.length; i += 1) if (part(vowels.charAt(i - 1), vowels.charAt(i))) nuclei += 1;
  return nuclei;
}

function part(a: string, b: string): boolean {
  if (a === b) return true;
  if (STRONG.includes(a) && STRONG.includes(b)) return true;
  return (STRONG.includes(a) && ACCENTED_WEAK.includes(b)) || (ACCENTED_WEAK.includes(a) && STRONG.includes(b));
}
