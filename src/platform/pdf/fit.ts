import { Memo } from './memo';
import { type Lettering, widthOf } from './measure';

export interface Fitting extends Lettering {
  /** The text in pieces (given names, family names): a line ends between two pieces sooner than inside one. */
  readonly pieces: readonly string[];
  readonly width: number;
  /** The size wished for. */
  readonly size: number;
  readonly maxLines: number;
  /** Another line is taken before the letters get smaller than this part of the size wished for. */
  readonly shrink?: number;
}

export interface Fitted {
  readonly lines: readonly string[];
  readonly size: number;
}

/**
 * Lines of about the same length, in letters as large as the width allows: first smaller letters, down to `shrink`, then one
 * more line, and only with no line left, smaller still. A word is never cut and a line never ends in «de», «la», «y».
 */
export function fit(fitting: Fitting): Fitted {
  return fits.of(JSON.stringify(fitting), () => worked(fitting));
}

/** A batch has the same title, company and skills over and over. */
const fits = new Memo<Fitted>(500);

function worked({ pieces, width, size, maxLines, shrink = 0.8, ...lettering }: Fitting): Fitted {
  const words = wordsOf(pieces, lettering);
  const lineWidth = widthPerPoint(lettering);
  let best: Fitted = { lines: [], size: 0 };
  for (let count = 1; count <= Math.min(maxLines, words.length); count++) {
    const lines = balanced(words, count, lineWidth.space);
    const widest = Math.max(...lines.map((line) => lineWidth.of(line)));
    // A hair less than the width: rounding must not make the printed line longer than the measured one.
    const fitting = Math.min(size, ((width - lineWidth.tracking(lines)) / widest) * 0.999);
    if (fitting > best.size * 1.02) best = { lines, size: Math.floor(fitting * 10) / 10 };
    if (fitting >= size * shrink) break;
  }
  return best;
}

interface Word {
  readonly text: string;
  readonly width: number;
  readonly endsPiece: boolean;
}

/** Words that must not stand last on a line. */
const LEANING =
  /^(de|del|la|las|los|el|y|e|o|u|da|do|dos|das|di|van|von|der|den|le|san|santa|a|al|en|con|para|por|the|of|and|to|in|for|on|an|is)$/i;

function wordsOf(pieces: readonly string[], lettering: Lettering): readonly Word[] {
  return pieces.flatMap((piece, index) => {
    const words = piece.split(' ').filter(Boolean);
    return words.map((text, at) => ({
      text,
      width: widthOf(text, 1, { ...lettering, tracking: 0 }),
      endsPiece: at === words.length - 1 && index < pieces.length - 1,
    }));
  });
}

function widthPerPoint({ tracking = 0, ...lettering }: Lettering) {
  return {
    space: widthOf(' ', 1, lettering),
    of: (line: string) => widthOf(line, 1, lettering),
    tracking: (lines: readonly string[]) => tracking * Math.max(...lines.map((line) => line.length - 1)),
  };
}

/** The split into `count` lines that costs least: unequal lengths cost, and so do a leaning word at an end and a cut inside a piece. */
function balanced(words: readonly Word[], count: number, space: number): readonly string[] {
  const ideal = (words.reduce((sum, word) => sum + word.width + space, 0) - space * count) / count;
  const costOf = (from: number, to: number): number => {
    const line = words.slice(from, to);
    const last = words[to - 1];
    const length = line.reduce((sum, word) => sum + word.width + space, -space);
    const uneven = ((length - ideal) / ideal) ** 2;
    if (to === words.length || last === undefined) return uneven;
    return uneven + (LEANING.test(last.text) ? 4 : 0) + (last.endsPiece ? 0 : PIECE);
  };
  // best[n][i]: the cheapest way to set the first i words on n lines.
  let best = [{ cost: 0, breaks: [] as readonly number[] }, ...words.map(() => ({ cost: Infinity, breaks: [] as readonly number[] }))];
  for (let line = 1; line <= count; line++) {
    best = best.map((_, to) => {
      let cheapest = { cost: Infinity, breaks: [] as readonly number[] };
      for (let from = line - 1; from < to; from++) {
        const before = best[from];
        const cost = (before?.cost ?? Infinity) + costOf(from, to);
        if (cost < cheapest.cost) cheapest = { cost, breaks: [...(before?.breaks ?? []), to] };
      }
      return cheapest;
    });
  }
  const ends = best[words.length]?.breaks ?? [];
  return ends.map((to, index) =>
    words
      .slice(ends[index - 1] ?? 0, to)
      .map((word) => word.text)
      .join(' '),
  );
}

const PIECE = 0.08;
