import { fit } from '#platform/pdf/fit';
import type { Placed } from '#platform/pdf/sheet';
import { awardBlocks } from './award';
import { type Area, type Block, Column, compose } from './blocks';
import { drawnOnce } from './drawn-once';
import { companySeal, signature, verification } from './foot';
import { growthRings } from './growth-rings';
import { holderOf } from './holder';
import { logoMark } from './marks';
import { type Drawing, type Drawn, printed, textAt } from './paper';
import { partsList } from './parts-list';
import { appliedSeal, medal } from './seals';
import { skillsBlocks } from './skills';

/** Where the words begin, and how far from the right edge they end. */
const LEFT = 302;
const MARGIN = 56;
/** The heart of a whole trunk. */
const TRUNK = 104;
const FONTS = { name: 'sans-semibold', title: 'sans' } as const;

/** Off the middle: growth rings at the left edge, as many of them strong as the diploma stands for units; the words to their right, on much white. */
export const modern: Drawing = (drawn) => {
  const { height } = drawn.page;
  const area: Area = { top: 132, bottom: height - 138 };
  return [
    ...rings(drawn),
    ...masthead(drawn),
    ...compose((density) => body(drawn, density), area, { stretch: 1.35, from: 0.4 }),
    ...foot(drawn),
  ];
};

const widthOfWords = ({ page }: Drawn): number => page.width - LEFT - MARGIN;

/** Half a trunk for a unit; the whole one, with its rank at the heart, for several. */
function rings({ snapshot, page, inks, words }: Drawn): readonly Placed[] {
  const { kind, parts, completedOn } = snapshot;
  const ranked = kind !== 'unit';
  const cy = page.height * (ranked ? 0.39 : 0.38);
  const strong = Math.min(10, Math.max(1, parts.length));
  const drawn = (which: 'strong' | 'fine'): string =>
    drawnOnce(`rings ${ranked} ${cy} ${strong} ${which}`, () => {
      const each = ranked
        ? growthRings({ cx: TRUNK, cy, inner: 52, outer: 168, part: 'whole' })
        : growthRings({ cx: 0, cy, inner: 14, outer: 224, part: 'half' });
      const isStrong = (index: number): boolean => index % 2 === 0 && index > each.length - 1 - 2 * strong;
      return each.filter((_, index) => isStrong(index) === (which === 'strong')).join('');
    });
  const figure = kind === 'year' ? completedOn.slice(0, 4) : String(parts.length);
  return [
    {
      kind: 'path',
      alt: null,
      path: drawn('fine'),
      stroke: inks.line,
      lineWidth: 0.55,
      shared: true,
    },
    {
      kind: 'path',
      alt: null,
      path: drawn('strong'),
      stroke: inks.brand,
      lineWidth: ranked ? 1.7 : 2.4,
      shared: true,
    },
    ...(ranked ? medal(TRUNK, cy, figure, kind === 'year' ? null : words.units, { ink: inks.brand, line: inks.line }) : []),
  ];
}

function masthead(drawn: Drawn): readonly Placed[] {
  const { snapshot, page, inks, words, picture } = drawn;
  const { issuer, level } = snapshot;
  const logo = picture(issuer.logoHash);
  const width = widthOfWords(drawn) - (level === 'applied' ? 110 : 0);
  const company = fit({
    pieces: [printed(issuer.name)],
    width,
    size: logo === null ? 15 : 11,
    maxLines: logo === null ? 2 : 1,
    font: 'sans-semibold',
    tracking: 0.2,
  });
  const place = { x: LEFT, y: 52, width: Math.min(200, width), height: 42 };
  return [
    ...(logo === null ? [] : [logoMark(logo, words.mark(issuer.name), place, 'left')]),
    textAt(LEFT, logo === null ? 72 : 112, 'left', {
      role: 'P',
      lines: company.lines,
      font: 'sans-semibold',
      size: company.size,
      colour: inks.text,
      tracking: 0.2,
    }),
    ...(level === 'applied' ? appliedSeal(page.width - MARGIN - 43, 96, words.applied, { ink: inks.brand, line: inks.line }) : []),
  ];
}

function body(drawn: Drawn, density: number): readonly Block[] {
  const { snapshot, inks, say } = drawn;
  const text = new Column(LEFT, 'left');
  const width = widthOfWords(drawn);
  const ranked = snapshot.kind !== 'unit';
  // The rank stands on a line of its own.
  const pieces = printed(say.heading).split(/(?<=:) /);
  const heading = fit({
    pieces,
    width: ranked ? width - 130 : width,
    size: (ranked ? 40 : 58) * density,
    maxLines: 2,
    shrink: 0.9,
    font: 'serif-medium',
  });
  const holder = holderOf(drawn, { font: 'serif-medium', size: 44 * density, width, shrink: 0.72, note: { font: 'sans', size: 9.5 } });
  const award = { above: 11, width, font: 'sans-semibold', size: 21 * density, maxLines: 3, colour: inks.brand, leading: 1.2 } as const;
  const small = { font: 'sans', size: 12 * Math.max(density, 0.82) } as const;
  const quiet = { font: 'sans', size: 13 * Math.max(density, 0.82), colour: inks.quiet } as const;
  const completing = fit({ pieces: [printed(say.forCompleting)], width, maxLines: 2, ...quiet });
  return [
    text.text(6, heading.size, {
      role: 'H1',
      lines: heading.lines,
      font: 'serif-medium',
      size: heading.size,
      colour: inks.brand,
      leading: heading.size * 1.04,
      features: ['lnum'],
    }),
    text.text(26, 12, { role: 'P', lines: [printed(say.awardedTo)], ...quiet }),
    ...holder.blocks(text, 13),
    text.text(26, completing.size, { role: 'P', ...quiet, lines: completing.lines, size: completing.size }),
    ...awardBlocks(drawn, text, award),
    ...(ranked ? [partsList(drawn, { left: LEFT, width, density, above: 15 }, 'left')] : []),
    text.text(10, 11, { role: 'P', lines: [say.hours], colour: inks.text, ...small }),
    ...(ranked ? [] : skills(drawn, text, width, density)),
    text.text(ranked ? 9 : 18, 11, { role: 'P', lines: [say.dates], colour: inks.text, ...small }),
  ];
}

/** Up to four stand one under another. */
function skills(drawn: Drawn, text: Column, width: number, density: number): readonly Block[] {
  const { snapshot, inks, words } = drawn;
  const { skills: named } = snapshot.award;
  const size = Math.max(density, 0.82);
  const label = { above: 20, ascent: 10, letters: { font: 'sans-semibold', size: 11 * size } } as const;
  if (named.length === 0 || named.length > 4)
    return skillsBlocks(drawn, text, { label, above: 8, width, density: size, font: 'sans', leading: 1.4 });
  const lines = named.map((skill) => fit({ pieces: [printed(skill)], width: width - 14, size: 12 * size, maxLines: 1, font: 'sans' }));
  return [
    text.text(label.above, label.ascent, { role: 'P', lines: [words.skills], colour: inks.quiet, ...label.letters }),
    ...lines.map((line, index) =>
      text.text(index === 0 ? 9 : 7, line.size, { role: 'P', lines: line.lines, font: 'sans', size: line.size, colour: inks.text }),
    ),
  ];
}

/** Whoever signs, side by side from the left; the code under the rings. */
function foot(drawn: Drawn): readonly Placed[] {
  const { snapshot, page, picture } = drawn;
  const signing = snapshot.signatories.slice(0, 3);
  const hasSeal = picture(snapshot.issuer.sealHash) !== null;
  const room = widthOfWords(drawn) - (hasSeal ? 84 : 0);
  const gap = 22;
  const width = Math.min(196, (room - gap * (signing.length - 1)) / Math.max(1, signing.length));
  const line = page.height - 90;
  return [
    ...signing.flatMap((signatory, index) =>
      signature(signatory, { x: LEFT + index * (width + gap), align: 'left', width: width - 10, line, nameLines: 2 }, drawn, FONTS),
    ),
    ...companySeal(drawn, page.width - MARGIN - 34, line - 2, 72),
    ...verification(drawn, { x: MARGIN, y: page.height - 130, side: 60, align: 'left', width: 190 }),
  ];
}
