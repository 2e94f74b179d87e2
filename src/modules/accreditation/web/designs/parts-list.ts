import { fit, type Fitted } from '#platform/pdf/fit';
import { widthOf } from '#platform/pdf/measure';
import type { Placed } from '#platform/pdf/sheet';
import type { Part } from '../../domain/diploma';
import type { Block } from './blocks';
import { type Drawn, hundredths, printed, textAt } from './paper';

interface ListPlace {
  readonly left: number;
  readonly width: number;
  readonly density: number;
  readonly above: number;
}

const GAP = 30;
const MOST_ROWS = 5;
/** A single column is no wider than the eye follows from a title to its day. */
const WIDEST = 470;

interface Line {
  readonly title: Fitted;
  readonly facts: string;
  readonly column: number;
  readonly row: number;
}

/** The units that a diploma of a higher rank stands for, each with its hours and its day: in one column up to five, in two beyond. */
export function partsList(drawn: Drawn, { left, width, density, above }: ListPlace, align: 'left' | 'centre'): Block {
  const { parts } = drawn.snapshot;
  const columns = parts.length > MOST_ROWS ? 2 : 1;
  const rows = Math.ceil(parts.length / columns);
  const column = columns === 2 ? (width - GAP) / 2 : Math.min(width, WIDEST);
  const start = align === 'centre' && columns === 1 ? left + (width - column) / 2 : left;
  const size = hundredths(10.6 * density);
  const lines = parts.map((part, index) => ({
    ...lineOf(drawn, part, column, size),
    column: Math.floor(index / rows),
    row: index % rows,
  }));
  const tops = topsOf(lines, rows, size);
  const x = (of: number) => start + of * (column + GAP);
  return {
    above,
    height: tops.at(-1) ?? 0,
    at: (top) => [
      ...lines.flatMap((line) => written(drawn, line, { x: x(line.column), y: top + (tops[line.row] ?? 0), width: column, size })),
      ...Array.from({ length: columns }, (_, n) => {
        const used = lines.filter((line) => line.column === n).length;
        const over = tops.slice(0, used + 1).map((y) => top + y);
        return rules(drawn, x(n), column, over);
      }),
    ],
  };
}

function lineOf({ words }: Drawn, part: Part, width: number, size: number): Pick<Line, 'title' | 'facts'> {
  const facts = `${words.shortHours(part.hours)} · ${words.shortDate(part.completedOn)}`;
  const room = width - widthOf(facts, size * 0.9, FACTS) - 14;
  return { facts, title: fit({ pieces: [printed(part.title)], width: room, size, maxLines: 2, shrink: 0.92, font: 'serif-medium' }) };
}

const FACTS = { font: 'sans', features: ['tnum'] } as const;
const LEADING = 1.12;

/** Where each row begins, and where the last one ends: a title on two lines makes room for itself. */
function topsOf(lines: readonly Line[], rows: number, size: number): readonly number[] {
  const tops = [0];
  for (let row = 0; row < rows; row++) {
    const most = Math.max(1, ...lines.filter((line) => line.row === row).map(({ title }) => title.lines.length));
    tops.push((tops[row] ?? 0) + size * (1.72 + (most - 1) * LEADING));
  }
  return tops;
}

interface LinePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

function written({ inks }: Drawn, { title, facts }: Line, { x, y, width, size }: LinePlace): readonly Placed[] {
  const baseline = y + size * 1.2;
  return [
    textAt(x, baseline, 'left', {
      role: 'P',
      lines: title.lines,
      font: 'serif-medium',
      size: title.size,
      colour: inks.text,
      leading: size * LEADING,
      features: ['lnum'],
    }),
    textAt(x + width, baseline, 'right', { role: 'P', lines: [facts], size: hundredths(size * 0.9), colour: inks.quiet, ...FACTS }),
  ];
}

/** A hairline over the first row and under each. */
function rules({ inks }: Drawn, x: number, width: number, lines: readonly number[]): Placed {
  const path = lines.map((y) => `M${hundredths(x)} ${hundredths(y)}H${hundredths(x + width)}`).join('');
  return { kind: 'path', alt: null, path, stroke: inks.line, lineWidth: 0.4 };
}
