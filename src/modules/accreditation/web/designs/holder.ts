import { writable } from '#platform/pdf/writable';
import type { Snapshot } from '../../domain/diploma';
import type { DiplomaWords } from '../diploma-words';
import { printed } from './paper';

export interface HolderOnPaper {
  readonly pieces: readonly string[];
  /** Where else the name can be read; null where it stands on the paper. */
  readonly note: string | null;
}

/** A name in a script that our typefaces do not have is not printed in half: the person's code stands for it, with a note where to read it. */
export function holderOnPaper({ holder }: Snapshot, words: DiplomaWords): HolderOnPaper {
  const given = writable(holder.givenName, 'serif-medium');
  const family = writable(holder.familyName, 'serif-medium');
  if (given !== null && family !== null) return { pieces: [given, family], note: null };
  return { pieces: [words.personWithCode(printed(holder.personCode))], note: words.nameInOwnScript };
}
