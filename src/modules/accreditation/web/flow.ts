import type { Cell, Placed, PlacedPath, PlacedText } from '#platform/pdf/sheet';

/** Something with a height of its own, that stands wherever there is room for it. */
export interface Block {
  readonly kind: 'block';
  readonly height: number;
  /** Does not stand last on a sheet: what follows belongs to it. */
  readonly keep: boolean;
  readonly place: (top: number) => readonly Placed[];
}

/** Whose row it is, the flow says. */
export type RowCell = PlacedText & { readonly heads: Cell['heads'] };

/** A row of a table. Its head stands again at the top of each sheet on which the table goes on. */
export interface Row {
  readonly kind: 'row';
  readonly table: string;
  readonly height: number;
  readonly isHead: boolean;
  readonly keep?: boolean;
  readonly cells: (top: number) => readonly RowCell[];
  readonly rule: (top: number) => PlacedPath;
}

export type Flowing = Block | Row;

interface Area {
  readonly top: number;
  readonly bottom: number;
}

/** Fills one sheet after the other. */
export function flow(content: readonly Flowing[], { top, bottom }: Area): readonly (readonly Placed[])[] {
  const sheets: Standing[][] = [[]];
  let y = top;
  content.forEach((item, index) => {
    if (y + neededFrom(content, index) > bottom && y > top) {
      sheets.push([]);
      y = top;
      const head =
        item.kind === 'row' && !item.isHead ? content.find((one) => one.kind === 'row' && one.isHead && one.table === item.table) : null;
      if (head) {
        sheets.at(-1)?.push({ item: head, top: y });
        y += head.height;
      }
    }
    sheets.at(-1)?.push({ item, top: y });
    y += item.height;
  });
  return sheets.map(drawn);
}

interface Standing {
  readonly item: Flowing;
  readonly top: number;
}

/** The room that it takes, with whatever must not be parted from it. */
function neededFrom(content: readonly Flowing[], index: number): number {
  const item = content[index];
  if (item === undefined) return 0;
  return item.height + (item.keep === true ? neededFrom(content, index + 1) : 0);
}

/** Rows of one table that follow each other on a sheet are one table. */
function drawn(standing: readonly Standing[]): readonly Placed[] {
  const placed: Placed[] = [];
  for (let index = 0; index < standing.length;) {
    const first = standing[index];
    if (first === undefined) break;
    if (first.item.kind === 'block') {
      placed.push(...first.item.place(first.top));
      index++;
      continue;
    }
    const { table } = first.item;
    const cells: PlacedText[] = [];
    for (let row = 0, next = first; next.item.kind === 'row' && next.item.table === table; row++) {
      cells.push(...next.item.cells(next.top).map(({ heads, ...text }): PlacedText => ({ ...text, cell: { row, heads } })));
      placed.push(next.item.rule(next.top));
      const following = standing[++index];
      if (following === undefined) break;
      next = following;
    }
    placed.push(...cells);
  }
  return placed;
}
