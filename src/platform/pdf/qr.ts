import { create } from 'qrcode';
import type { Box, Colour, PlacedPath } from './sheet';

/** A QR code as one drawing: sharp at any size, half the ink of separate squares. Leave four modules of quiet paper around it. */
export function qrCode(text: string, box: Box, colour: Colour, alt: string): PlacedPath {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let start = 0; start < size; start++) {
      if (!data[row * size + start]) continue;
      let end = start;
      while (end < size && data[row * size + end]) end++;
      path += `M${start} ${row}H${end}V${row + 1}H${start}Z`;
      start = end;
    }
  }
  const scale = Math.round((box.width / size) * 10_000) / 10_000;
  return { kind: 'path', alt, path, fill: colour, box, places: [{ x: box.x, y: box.y, scale }] };
}
