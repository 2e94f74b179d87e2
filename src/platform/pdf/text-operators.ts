import { widthOfWords } from './measure';
import { rgb } from './path-operators';
import { type ShapedWord, shaped } from './shape';
import type { PlacedText } from './sheet';

/** The text as PDF page operators, its letters named as `font`; and the words that it is made of. */
export function textOperators(text: PlacedText, font: string): { readonly operators: string; readonly words: readonly ShapedWord[] } {
  const { lines, x, y, align, size, colour, leading = size * 1.25, tracking = 0, features = [] } = text;
  const words: ShapedWord[] = [];
  let operators = `BT\n${rgb(colour)} rg\n/${font} ${size} Tf\n${tracking === 0 ? '' : `${tracking} Tc\n`}`;
  lines.forEach((line, index) => {
    const width = widthOfWords(shaped(line, text.font, features), size, tracking);
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    // The space at the end keeps two lines apart for whoever copies the text or has it read aloud.
    const spoken = shaped(index < lines.length - 1 ? `${line} ` : line, text.font, features);
    operators += `1 0 0 -1 ${thousandths(left)} ${thousandths(y + index * leading)} Tm\n${shownOf(spoken, size)}`;
    words.push(...spoken);
  });
  return { operators: `${operators}${tracking === 0 ? '' : '0 Tc\n'}ET`, words };
}

/** Marks that stand over their letter are shown at a height of their own. */
function shownOf(words: readonly ShapedWord[], size: number): string {
  let operators = '';
  let height = 0;
  let row = '';
  const show = (next: number): void => {
    if (row !== '') operators += `[${row}] TJ\n`;
    row = '';
    if (next !== height) operators += `${thousandths((next * size) / 1000)} Ts\n`;
    height = next;
  };
  for (const { parts } of words)
    for (const { rise, shown } of parts) {
      if (rise !== height) show(rise);
      row += shown;
    }
  show(0);
  return operators;
}

const thousandths = (length: number): number => Math.round(length * 1000) / 1000;
