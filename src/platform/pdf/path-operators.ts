import type { Colour, PlacedPath } from './sheet';

/** The drawing as PDF page operators. PDF has the same moves as SVG under other names. */
export function pathOperators({ path, fill, stroke, lineWidth = 1, dash, places }: PlacedPath): string {
  const drawn = `${moves(path)}\n${fill === undefined ? 'S' : stroke === undefined ? 'f' : 'B'}`;
  return [
    ...(fill === undefined ? [] : [`${rgb(fill)} rg`]),
    ...(stroke === undefined ? [] : [`${rgb(stroke)} RG`, `${lineWidth} w 1 J 1 j`]),
    ...(dash === undefined ? [] : [`[${dash.join(' ')}] 0 d`]),
    ...(places === undefined
      ? [drawn]
      : places.map(({ x, y, scale = 1 }) => `q ${scale} 0 0 ${scale} ${thousandths(x)} ${thousandths(y)} cm\n${drawn}\nQ`)),
  ].join('\n');
}

/** How many numbers a move takes, and what PDF calls it. */
const MOVES: Readonly<Record<string, readonly [numbers: number, operator: string]>> = {
  M: [2, 'm'],
  L: [2, 'l'],
  H: [1, 'l'],
  V: [1, 'l'],
  C: [6, 'c'],
  Z: [0, 'h'],
};

/** Thousands of moves for each QR code: one walk over the words of the path. */
function moves(path: string): string {
  const rectangles = onlyRectangles(path);
  if (rectangles !== null) return rectangles;
  const words = path.match(/[A-Za-z]|[^A-Za-z\s,]+/g) ?? [];
  let written = '';
  let x = '0';
  let y = '0';
  for (let at = 0; at < words.length;) {
    const command = words[at++] ?? '';
    const [count, operator] = MOVES[command] ?? refuse(`a path has only absolute M, L, H, V, C and Z, not ${command}`);
    const numbers = words.slice(at, at + count);
    at += count;
    if (numbers.length < count || !numbers.every(isNumber)) refuse(`${command} needs ${count} numbers, not ${numbers.join(' ')}`);
    if (command === 'H') numbers.push(y);
    if (command === 'V') numbers.unshift(x);
    if (count > 0) [x = x, y = y] = numbers.slice(-2);
    written += `${numbers.join(' ')} ${operator}\n`;
  }
  return written.trimEnd();
}

/** A QR code is hundreds of rectangles on whole numbers, and PDF has a word for them. Null for any other path. */
function onlyRectangles(path: string): string | null {
  let at = 0;
  const after = (command: string): number => {
    if (path[at] !== command) return NaN;
    let number = 0;
    const from = ++at;
    for (let digit = path.charCodeAt(at) - 48; digit >= 0 && digit <= 9; digit = path.charCodeAt(++at) - 48) number = number * 10 + digit;
    return at === from ? NaN : number;
  };
  let written = '';
  while (at < path.length) {
    const [left, top, right, bottom, back] = [after('M'), after(' '), after('H'), after('V'), after('H')];
    if (path[at++] !== 'Z' || left !== back || Number.isNaN(top + right + bottom)) return null;
    written += `${left} ${top} ${right - left} ${bottom - top} re\n`;
  }
  return written.trimEnd();
}

const isNumber = (word: string): boolean => /^-?\d*\.?\d+$/.test(word);

function refuse(reason: string): never {
  throw new Error(reason);
}

export function rgb(colour: Colour): string {
  return [1, 3, 5].map((at) => (Math.round((parseInt(colour.slice(at, at + 2), 16) / 255) * 1000) / 1000).toString()).join(' ');
}

const thousandths = (length: number): number => Math.round(length * 1000) / 1000;
