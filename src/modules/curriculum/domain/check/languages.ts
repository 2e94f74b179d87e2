import { type Finding, finding } from '../finding';
import type { Block, Item, Lesson, Test, Unit } from '../unit';

/** Both languages hold the same things in the same order, so that a person may change language in the middle of a lesson. */
export function checkLanguages({ lessons, tests }: Unit): readonly Finding[] {
  const pairs = lessons.es.flatMap((es) => {
    const en = lessons.en.find(({ file }) => nameOf(file) === nameOf(es.file));
    return en ? [{ es, en }] : [];
  });
  return [...pairs.flatMap(({ es, en }) => [...compareLessons(es, en), ...compareBlocks(es, en)]), ...(tests.es && tests.en ? compareItems(tests.es, tests.en) : [])];
}

const nameOf = (file: string): string => file.slice(file.indexOf('/') + 1);

function compareLessons(es: Lesson, en: Lesson): readonly Finding[] {
  const differs = (['id', 'minutes', 'objective'] as const).filter((key) => es[key] !== en[key]);
  return differs.map((key) => finding(en.file, 1, 'languages.lesson-differs', { key, here: en[key], there: es[key], other: es.file }));
}

/** Says the first difference only: after one missing block all the others would differ too. */
function compareBlocks(es: Lesson, en: Lesson): readonly Finding[] {
  const first = firstDifference(es.blocks.map(shapeOf), en.blocks.map(shapeOf));
  if (first === null) return [];
  const line = en.blocks[first.index]?.line ?? en.blocks.at(-1)?.line ?? 1;
  const otherLine = es.blocks[first.index]?.line ?? es.blocks.at(-1)?.line ?? 1;
  return [finding(en.file, line, 'languages.block-differs', { here: first.b ?? '–', there: first.a ?? '–', other: es.file, otherLine })];
}

/** What of a block must be equal in every language, in words that a person can compare. */
function shapeOf(block: Block): string {
  const name = `${block.kind} id=${block.id}${block.audience === null ? '' : ` audience=${block.audience}`}`;
  switch (block.kind) {
    case 'image':
      return `${name} file=${block.file}`;
    case 'choice':
      return `${name} ${block.options.map(({ correct }) => (correct ? '[x]' : '[ ]')).join(' ')}`;
    case 'order':
      return `${name} 1–${block.steps.length}`;
    case 'case':
    case 'idea':
    case 'model-bad':
    case 'model-good':
    case 'write':
    case 'recall':
    case 'plan':
      return name;
  }
}

function compareItems(es: Test, en: Test): readonly Finding[] {
  const order = firstDifference(
    es.items.map(({ id }) => id),
    en.items.map(({ id }) => id),
  );
  const moved = order ? [finding(en.file, en.items[order.index]?.line ?? en.items.at(-1)?.line ?? 1, 'languages.item-differs', { key: 'id', id: order.b ?? '–', here: order.b ?? '–', there: order.a ?? '–' })] : [];
  const other = new Map(es.items.map((item) => [item.id, item]));
  const changed = en.items.flatMap((item) => {
    const twin = other.get(item.id);
    if (!twin) return [];
    return FACTS.filter(([, read]) => read(item) !== read(twin)).map(([key, read]) =>
      finding(en.file, item.line, 'languages.item-differs', { key, id: item.id, here: read(item), there: read(twin) }),
    );
  });
  return [...moved, ...changed];
}

const FACTS: readonly (readonly [string, (item: Item) => string])[] = [
  ['cell', ({ cell }) => cell],
  ['level', ({ level }) => level],
  ['objective', ({ objective }) => String(objective)],
  ['source', ({ source }) => `${source.lesson}#${source.block}`],
  ['critical', ({ critical }) => String(critical)],
  ['options', ({ options }) => options.map(({ id }) => id).join(' ')],
  ['key', ({ options }) => options.filter(({ correct }) => correct).map(({ id }) => id).join(' ')],
];

function firstDifference(a: readonly string[], b: readonly string[]): { index: number; a: string | undefined; b: string | undefined } | null {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) if (a[index] !== b[index]) return { index, a: a[index], b: b[index] };
  return null;
}
