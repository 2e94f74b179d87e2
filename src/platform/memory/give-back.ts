import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has what nobody needs any more collected now. On a machine with much memory V8 would let a roster of a hundred thousand people
 * lie there several times over before it looks; a server beside others should not. It takes a moment: for big pieces of work only.
 */
export function giveBackMemory(): void {
  collect ??= collector();
  collect();
}

let collect: (() => void) | undefined;

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
