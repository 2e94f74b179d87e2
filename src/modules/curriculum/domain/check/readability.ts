import type { Locale } from '#kernel/locale';
import { type Finding, finding } from '../finding';
import { inflesz, sentencesOf, wordsOf } from '../inflesz';
import type { Measures } from '../measures';
import { blocksFor, plainText, proseOf, wordCount } from '../reading-text';
import { type Audience, AUDIENCES, type Lesson, type Test } from '../unit';

const EASY_LESSON = 65;
const EASY_STEM = 60;
const MEAN_WORDS = 15;
const MOST_WORDS = 25;

/** A lesson is read in one sitting between two customers. The index is made for Spanish; lengths hold in every language. */
export function checkLessonText(lesson: Lesson, locale: Locale, { words: range }: Measures): readonly Finding[] {
  const readings = AUDIENCES.map((audience) => readingOf(lesson, audience, locale));
  const wordy = worst(readings, ({ words }) => Math.max(words - range.most, range.least - words));
  const hard = worst(readings, ({ index }) => EASY_LESSON - index);
  const slow = worst(readings, ({ mean }) => mean - MEAN_WORDS);
  return [
    ...wordy.map(({ audience, words }) => finding(lesson.file, 1, 'text.length', { audience, words, ...range })),
    ...hard.map(({ audience, index }) => finding(lesson.file, 1, 'text.hard', { audience, index: rounded(index), least: EASY_LESSON })),
    ...slow.map(({ audience, mean }) => finding(lesson.file, 1, 'text.sentences-long', { audience, mean: rounded(mean), most: MEAN_WORDS })),
    ...lesson.blocks.flatMap((block) =>
      longSentences(proseOf(block)).map((sentence) => finding(lesson.file, block.line, 'text.sentence-long', { ...sentence, most: MOST_WORDS })),
    ),
  ];
}

interface Reading {
  readonly audience: Audience;
  readonly words: number;
  readonly index: number;
  readonly mean: number;
}

function readingOf(lesson: Lesson, audience: Audience, locale: Locale): Reading {
  const text = blocksFor(lesson, audience).map(proseOf).join('\n');
  const sentences = sentencesOf(text).length;
  return {
    audience,
    words: wordCount(lesson, audience),
    index: (locale === 'es' ? inflesz(text) : null) ?? 100,
    mean: sentences === 0 ? 0 : wordsOf(text).length / sentences,
  };
}

/** The reading that is furthest on the wrong side; the two of one lesson share most of their text, so one finding is enough. */
function worst(readings: readonly Reading[], excess: (reading: Reading) => number): readonly Reading[] {
  return [...readings].filter((reading) => excess(reading) > 0).sort((a, b) => excess(b) - excess(a)).slice(0, 1);
}

export function checkTestText(test: Test, locale: Locale): readonly Finding[] {
  return test.items.flatMap(({ id, stem, stemLine }) => {
    const text = plainText(stem);
    const index = locale === 'es' ? inflesz(text) : null;
    return [
      ...(index !== null && index < EASY_STEM ? [finding(test.file, stemLine, 'text.hard-stem', { id, index: rounded(index), least: EASY_STEM })] : []),
      ...longSentences(text).map((sentence) => finding(test.file, stemLine, 'text.sentence-long', { ...sentence, most: MOST_WORDS })),
    ];
  });
}

function longSentences(text: string): readonly { words: number; start: string }[] {
  return sentencesOf(text)
    .map((sentence) => ({ words: wordsOf(sentence).length, start: `${sentence.split(' ').slice(0, 5).join(' ')}…` }))
    .filter(({ words }) => words > MOST_WORDS);
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
