import { deflateSync } from 'node:zlib';
import { Memo } from './memo';
import { pathOperators } from './path-operators';
import type { Place, PlacedPath } from './sheet';

/** A drawing as the stream of a form that pages stamp onto themselves. */
export interface Stamp {
  readonly key: string;
  readonly compressed: Buffer;
}

/** There are as many as there are designs, in as many colours as companies. */
const stamps = new Memo<Stamp>(64);

export function stampOf(item: PlacedPath): Stamp {
  const { path, fill, stroke, lineWidth, dash, places } = item;
  const key = [fill, stroke, lineWidth, dash, places && nameOf(places), path].join('|');
  return stamps.of(key, () => ({ key, compressed: deflateSync(Buffer.from(pathOperators(item), 'latin1'), { level: 9 }) }));
}

const names = new WeakMap<readonly Place[], string>();

function nameOf(places: readonly Place[]): string {
  let name = names.get(places);
  if (name === undefined) names.set(places, (name = places.map(({ x, y, scale }) => [x, y, scale].join()).join(';')));
  return name;
}
