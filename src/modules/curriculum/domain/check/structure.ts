import { type Finding, finding, type Rule } from '../finding';
import { wordsOf } from '../inflesz';
import { plainText } from '../reading-text';
import { type Block, KINDS, type Kind, type Lesson, type UnitSheet } from '../unit';

const MAXIMUM_IDEA_WORDS = 300;

/** Every lesson has the same skeleton, and somebody without public contact finds their own work in it. */
export function checkStructure(lesson: Lesson, sheet: UnitSheet | null): readonly Finding[] {
  const at = (line: number, rule: Rule, values: Record<string, string | number> = {}): Finding => finding(lesson.file, line, rule, values);
  const steps = stepsOf(lesson.blocks);
  return [
    ...identity(lesson, sheet).map(([rule, values]) => at(1, rule, values)),
    ...lesson.blocks.filter(({ id }) => id !== '' && !KEBAB.test(id)).map(({ line, id }) => at(line, 'lesson.id-form', { id })),
    ...repeatedIds(lesson.blocks).map(({ line, id }) => at(line, 'lesson.id-twice', { id })),
    ...order(steps).map(({ line, ...values }) => at(line, 'lesson.order', values)),
    ...practices(steps).map(({ line, ...values }) => at(line, 'lesson.practice', values)),
    ...audiences(steps).map(({ line, ...values }) => at(line, 'lesson.audiences', values)),
    ...lesson.blocks.flatMap((block) => {
      const words = block.kind === 'idea' ? wordsOf(plainText(block.body)).length : 0;
      return words > MAXIMUM_IDEA_WORDS ? [at(block.line, 'lesson.idea-length', { words, maximum: MAXIMUM_IDEA_WORDS })] : [];
    }),
  ];
}

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PRACTICE: readonly Kind[] = ['choice', 'order', 'write'];
/** Where in a lesson each kind stands; ideas and pictures may alternate. */
const PLACE: Readonly<Record<Kind, number>> = { case: 0, idea: 1, image: 1, 'model-bad': 2, 'model-good': 3, choice: 4, order: 4, write: 4, recall: 5, plan: 6 };
const HOW_MANY: Readonly<Partial<Record<Kind, readonly [number, number]>>> = {
  case: [1, 1],
  idea: [1, 2],
  image: [1, 2],
  'model-bad': [1, 1],
  'model-good': [1, 1],
  recall: [1, 1],
  plan: [1, 1],
};

interface Step {
  readonly id: string;
  readonly kind: Kind;
  readonly line: number;
  readonly variants: readonly Block[];
}

/** Blocks with the same id, one after the other, are the two variants of one step. */
function stepsOf(blocks: readonly Block[]): readonly Step[] {
  const steps: (Step & { variants: Block[] })[] = [];
  for (const block of blocks) {
    const last = steps.at(-1);
    if (last?.id === block.id && last.kind === block.kind) last.variants.push(block);
    else steps.push({ id: block.id, kind: block.kind, line: block.line, variants: [block] });
  }
  return steps;
}

function identity(lesson: Lesson, sheet: UnitSheet | null): readonly (readonly [Rule, Record<string, string | number>])[] {
  const expected = lesson.file.replace(/^.*\/|\.md$/g, '');
  const objectives = sheet?.objectives.map(({ id }) => id) ?? [];
  return [
    ...(lesson.id !== '' && lesson.id !== expected ? ([['lesson.front-matter', { problem: 'id', key: expected }]] as const) : []),
    ...(sheet && lesson.objective > 0 && !objectives.includes(lesson.objective)
      ? ([['lesson.objective', { objective: lesson.objective, objectives: objectives.join(', ') }]] as const)
      : []),
  ];
}

/** An id stands once, or twice in a row as the public and the internal variant of the same kind. */
function repeatedIds(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter((block, index) => {
    const earlier = blocks.findIndex(({ id }) => id === block.id);
    if (block.id === '' || earlier === index) return false;
    const previous = blocks[index - 1];
    const pair = earlier === index - 1 && previous?.kind === block.kind && previous.audience !== null && block.audience !== null && previous.audience !== block.audience;
    return !pair;
  });
}

function order(steps: readonly Step[]): readonly { line: number; problem: string; kind: string; count: number; least: number; most: number }[] {
  const none = { count: 0, least: 0, most: 0 };
  const misplaced = steps.find((step, index) => steps.slice(0, index).some((earlier) => PLACE[earlier.kind] > PLACE[step.kind]));
  const counted = KINDS.flatMap((kind) => {
    const [least, most] = HOW_MANY[kind] ?? [0, Infinity];
    const found = steps.filter((step) => step.kind === kind);
    if (found.length >= least && found.length <= most) return [];
    return [{ line: found.at(most)?.line ?? found[0]?.line ?? 1, problem: 'count', kind, count: found.length, least, most }];
  });
  return [...(misplaced ? [{ line: misplaced.line, problem: 'place', kind: misplaced.kind, ...none }] : []), ...counted];
}

function practices(steps: readonly Step[]): readonly { line: number; problem: string; count: number }[] {
  const found = steps.filter(({ kind }) => PRACTICE.includes(kind));
  const answered = found.filter(({ kind }) => kind !== 'write').length;
  const line = found[0]?.line ?? 1;
  if (found.length !== 3) return [{ line, problem: 'count', count: found.length }];
  return answered < 2 ? [{ line, problem: 'kinds', count: answered }] : [];
}

function audiences(steps: readonly Step[]): readonly { line: number; problem: string; id: string }[] {
  const halves = steps
    .filter(({ variants }) => variants.length === 1 && variants[0]?.audience !== null)
    .map(({ line, id }) => ({ line, problem: 'half', id }));
  const inBoth = (kinds: readonly Kind[]): boolean => steps.some((step) => kinds.includes(step.kind) && step.variants.length === 2);
  const told = steps.find(({ kind }) => kind === 'case');
  const shown = steps.find(({ kind }) => kind === 'model-bad');
  return [
    ...halves,
    ...(told && !inBoth(['case']) && !halves.some(({ id }) => id === told.id) ? [{ line: told.line, problem: 'case', id: told.id }] : []),
    ...(shown && !(inBoth(['model-bad']) && inBoth(['model-good'])) && !inBoth(PRACTICE) && halves.length === 0 ? [{ line: shown.line, problem: 'models', id: shown.id }] : []),
  ];
}
