import { create } from 'qrcode';
import type { Box, Colour, PlacedPath } from './sheet';

/** A QR code as one drawing: sharp at any size, half the ink of separate squares. Leave four modules of quiet paper around it. */
export function qrCode(text: string, box: Box, colour: Colour, alt: string): PlacedPath {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const module = box.width / size;
  const at = (index: number) => round(index * module);
  const runs: string[] = [];
  for (let row = 0; row < size; row++) {
    for (let start = 0; start < size; start++) {
      if (!data[row * size + start]) continue;
      let end = start;
      while (end < size && data[row * size + end]) end++;
      const [left, right, top, bottom] = [box.x + at(start), box.x + at(end), box.y + at(row), box.y + at(row + 1)].map(round);
      runs.push(`M${left} ${top}H${right}V${bottom}H${left}Z`);
      start = end;
    }
  }
  return { kind: 'path', alt, path: runs.join(''), fill: colour, box };
}

const round = (value: number): number => Math.round(value * 100) / 100;
