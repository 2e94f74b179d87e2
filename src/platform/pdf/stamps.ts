import { deflateSync } from 'node:zlib';
import { Memo } from './memo';
import { pathOperators } from './path-operators';
import type { Place, PlacedPath } from './sheet';

/** A drawing as the stream of a form that pages stamp onto themselves. */
export interface Stamp {
  /** The same for the same drawing in the same colours. */
  readonly key: string;
  readonly compressed: Buffer;
}

/** There are as many drawings as there are designs, each in as many colours as companies. A path is long, so it is a key of its own: nothing is joined to it. */
const drawings = new Memo<Memo<Stamp>>(64);

export function stampOf(item: PlacedPath): Stamp {
  const { path, fill, stroke, lineWidth, dash, places } = item;
  const style = [fill, stroke, lineWidth, dash, places && nameOf(places)].join('|');
  return drawings
    .of(path, () => new Memo<Stamp>(16))
    .of(style, () => ({ key: `${style} ${path}`, compressed: deflateSync(Buffer.from(pathOperators(item), 'latin1'), { level: 9 }) }));
}

const names = new WeakMap<readonly Place[], string>();

function nameOf(places: readonly Place[]): string {
  let name = names.get(places);
  if (name === undefined) names.set(places, (name = places.map(({ x, y, scale }) => [x, y, scale].join()).join(';')));
  return name;
}
