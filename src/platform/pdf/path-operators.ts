import type { Colour, PlacedPath } from './sheet';

/** The drawing as PDF page operators. PDF has the same moves as SVG under other names. */
export function pathOperators({ path, fill, stroke, lineWidth = 1, dash }: PlacedPath): string {
  return [
    ...(fill === undefined ? [] : [`${rgb(fill)} rg`]),
    ...(stroke === undefined ? [] : [`${rgb(stroke)} RG`, `${lineWidth} w 1 J 1 j`]),
    ...(dash === undefined ? [] : [`[${dash.join(' ')}] 0 d`]),
    moves(path),
    fill === undefined ? 'S' : stroke === undefined ? 'f' : 'B',
  ].join('\n');
}

function moves(path: string): string {
  const written: string[] = [];
  let x = 0;
  let y = 0;
  for (const [, command = '', rest = ''] of path.matchAll(/([A-Z])([^A-Z]*)/gi)) {
    const numbers =
      rest.trim() === ''
        ? []
        : rest
            .trim()
            .split(/[\s,]+/)
            .map(Number);
    if (numbers.some(Number.isNaN)) throw new Error(`not a number in the path: ${command}${rest}`);
    switch (command) {
      case 'Z':
        written.push('h');
        continue;
      case 'H':
        x = numbers.at(-1) ?? x;
        written.push(`${x} ${y} l`);
        continue;
      case 'V':
        y = numbers.at(-1) ?? y;
        written.push(`${x} ${y} l`);
        continue;
      case 'M':
      case 'L':
      case 'C': {
        const step = command === 'C' ? 6 : 2;
        if (numbers.length === 0 || numbers.length % step !== 0) throw new Error(`wrong count of numbers in the path: ${command}${rest}`);
        for (let at = 0; at < numbers.length; at += step) {
          written.push(`${numbers.slice(at, at + step).join(' ')} ${command === 'C' ? 'c' : command === 'M' && at === 0 ? 'm' : 'l'}`);
        }
        x = numbers.at(-2) ?? x;
        y = numbers.at(-1) ?? y;
        continue;
      }
      default:
        throw new Error(`a path has only absolute M, L, H, V, C and Z, not ${command}`);
    }
  }
  return written.join('\n');
}

function rgb(colour: Colour): string {
  return [1, 3, 5].map((at) => (Math.round((parseInt(colour.slice(at, at + 2), 16) / 255) * 1000) / 1000).toString()).join(' ');
}
