import { fit } from '#platform/pdf/fit';
import { A4_PORTRAIT, LETTER_PORTRAIT, millimetres, type PdfDocument, type Placed, type Sheet } from '#platform/pdf/sheet';
import { writable } from '#platform/pdf/writable';
import type { CalendarDate } from '#kernel/calendar-date';
import { toInstant } from '#kernel/instant';
import { filled, type LayoutCells, type LayoutItem, type LayoutList, type LayoutText, type PlaceholderForm } from '../domain/layout';
import type { Pack } from '../domain/pack';
import type { Values } from '../domain/values';

const INK = '#111111';
const SHADE = '#e4e4e4';
const SIZES = { letter: LETTER_PORTRAIT, a4: A4_PORTRAIT } as const;

/** The paper as a document. What its text is is in the pack; this only reads it. */
export function paperDocument(pack: Pack, values: Values, { issuedOn, id }: { issuedOn: CalendarDate; id: string }): PdfDocument {
  return {
    title: `${pack.paper[pack.language]}: ${values['person.name'] ?? ''}`,
    author: values['employer.name'] ?? '',
    language: pack.language,
    createdAt: toInstant(`${issuedOn}T00:00:00Z`),
    keywords: id,
    sheets: paperSheets(pack, values),
  };
}

export function paperSheets(pack: Pack, values: Values): readonly Sheet[] {
  return pack.sheet.pages.map(({ items }) => ({ ...SIZES[pack.sheet.size], items: items.flatMap((item) => placed(pack, values, item)) }));
}

function placed(pack: Pack, values: Values, item: LayoutItem): readonly Placed[] {
  if ('text' in item)
    return text(
      item,
      filled(item.text, (name, form) => read(pack, values, name, form)),
    );
  if ('cells' in item)
    return cells(
      item,
      filled(item.cells, (name, form) => read(pack, values, name, form)),
    );
  if ('catalogue' in item) return list(pack, item);
  const mm = millimetres;
  if ('rule' in item) {
    const [x1, y1, x2, y2] = item.rule;
    return [
      {
        kind: 'path',
        alt: null,
        path: `M${round(mm(x1))} ${round(mm(y1))}L${round(mm(x2))} ${round(mm(y2))}`,
        stroke: INK,
        lineWidth: 0.6,
      },
    ];
  }
  const [x, y, width, height] = item.box;
  return [box(mm(x), mm(y), mm(width), mm(height), item.isShaded)];
}

function read(pack: Pack, values: Values, name: string, form: PlaceholderForm | null): string {
  const value = values[name] ?? '';
  if (form === null) return value;
  switch (form) {
    case 'yyyy':
      return value.slice(0, 4);
    case 'mm':
      return value.slice(5, 7);
    case 'dd':
      return value.slice(8, 10);
    case 'label': {
      const catalogue = pack.fields.find(({ field }) => field === name)?.catalogue;
      const entries = catalogue == null ? [] : (pack.catalogues[catalogue] ?? []);
      return entries.find(({ code }) => code === value)?.label ?? '';
    }
  }
}

function text({ at, width, size, font, align, role, lines: maxLines }: LayoutText, said: string): readonly Placed[] {
  const printed = writable(said, font) ?? '';
  if (printed === '') return [];
  const { lines, size: fitting } = fit({ pieces: [printed], width: millimetres(width), size, maxLines, shrink: 0.85, font });
  const left = millimetres(at[0]);
  const x = align === 'left' ? left : align === 'right' ? left + millimetres(width) : left + millimetres(width) / 2;
  return [
    {
      kind: 'text',
      role,
      lines,
      x: round(x),
      y: round(millimetres(at[1])),
      align,
      font,
      size: fitting,
      colour: INK,
      leading: round(fitting * 1.2),
    },
  ];
}

/** To whoever listens the boxes are one picture that says the whole word; its letters are part of the drawing. */
function cells({ at, count, cell, size }: LayoutCells, said: string): readonly Placed[] {
  const [left, top, width, height] = [at[0], at[1], cell[0], cell[1]].map(millimetres) as [number, number, number, number];
  const boxes = Array.from({ length: count }, (_, index) => outline(left + index * width, top, width, height)).join('');
  const word = (writable(said, 'sans') ?? '').slice(0, count);
  const letters = Array.from(word).map((letter, index): Placed => ({
    kind: 'text',
    role: null,
    lines: [letter],
    x: round(left + (index + 0.5) * width),
    y: round(top + height / 2 + size * 0.35),
    align: 'centre',
    font: 'sans',
    size,
    colour: INK,
  }));
  const where = { x: round(left), y: round(top), width: round(count * width), height: round(height) };
  return [{ kind: 'path', alt: word === '' ? null : word, path: boxes, stroke: INK, lineWidth: 0.6, box: where }, ...letters];
}

function list(pack: Pack, { catalogue, at, width, columns, rows, size, leading }: LayoutList): readonly Placed[] {
  const entries = pack.catalogues[catalogue] ?? [];
  return entries.flatMap(({ code, label, isHeading }, index) => {
    const column = Math.floor(index / rows);
    return text(
      {
        text: label,
        at: [at[0] + (column * width) / columns, at[1] + (index % rows) * leading],
        width: width / columns - 4,
        size,
        font: isHeading ? 'sans-semibold' : 'sans',
        align: 'left',
        role: 'P',
        lines: 1,
      },
      `${code}  ${label}`,
    );
  });
}

function box(x: number, y: number, width: number, height: number, isShaded: boolean): Placed {
  return { kind: 'path', alt: null, path: outline(x, y, width, height), ...(isShaded ? { fill: SHADE } : {}), stroke: INK, lineWidth: 0.6 };
}

const outline = (x: number, y: number, width: number, height: number): string =>
  `M${round(x)} ${round(y)}H${round(x + width)}V${round(y + height)}H${round(x)}Z`;

const round = (value: number): number => Math.round(value * 100) / 100;
