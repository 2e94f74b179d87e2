import { fit } from '#platform/pdf/fit';
import type { FontName } from '#platform/pdf/fonts';
import { writable } from '#platform/pdf/writable';
import type { Block, Column } from './blocks';
import { type Drawn, printed } from './paper';

export interface HolderLook {
  readonly font: FontName;
  readonly size: number;
  readonly width: number;
  readonly shrink: number;
  readonly note: { readonly font: FontName; readonly size: number };
}

/** The name as large as it may be: what stands around it keeps a distance that goes with its size. */
export interface Holder {
  readonly size: number;
  readonly blocks: (text: Column, above: number) => readonly Block[];
}

/** Whose diploma it is; and where else the name can be read, when it does not stand on the paper. */
export function holderOf(drawn: Drawn, { font, size, width, shrink, note: below }: HolderLook): Holder {
  const { pieces, note } = onPaper(drawn);
  const { inks } = drawn;
  const name = fit({ pieces, width, size, maxLines: 2, shrink, font });
  const letters = { font, size: name.size, leading: name.size * 1.08, features: ['lnum'] } as const;
  return {
    size: name.size,
    blocks: (text, above) => [
      text.text(above, name.size, { role: 'P', lines: name.lines, colour: inks.text, ...letters }),
      ...(note === null ? [] : [text.text(name.size * 0.24, 10, { role: 'P', lines: [note], colour: inks.quiet, ...below })]),
    ],
  };
}

/** A name in a script that our typefaces do not have is not printed in half: the person's code stands for it, with a note where to read it. */
function onPaper({ snapshot: { holder }, words }: Drawn): { readonly pieces: readonly string[]; readonly note: string | null } {
  const given = writable(holder.givenName, 'serif-medium');
  const family = writable(holder.familyName, 'serif-medium');
  if (given !== null && family !== null) return { pieces: [given, family], note: null };
  return { pieces: [words.personWithCode(printed(holder.personCode))], note: words.nameInOwnScript };
}
