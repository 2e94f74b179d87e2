import { fit } from '#platform/pdf/fit';
import type { Placed } from '#platform/pdf/sheet';
import { guilloche } from '../guilloche';
import { awardBlocks } from './award';
import { type Area, type Block, Column, compose } from './blocks';
import { centredFoot } from './foot';
import { holderOf } from './holder';
import { diamond, logoMark, monogram, ring } from './marks';
import { type Drawing, type Drawn, hundredths, type Inks, type Page, PAGES, printed, textAt } from './paper';
import { partsList } from './parts-list';
import { appliedSeal, medal } from './seals';
import { skillsBlocks, type SkillsLook } from './skills';
import { roundWave } from './waves';

const EDGE = 24;
const CORNER = 30;
const FONTS = { name: 'serif-medium', title: 'sans' } as const;

/** Around the middle, in a frame engraved like a banknote. From above: who awards it, the word, whose it is, for what, the date; below, signatures and code. */
export const classic: Drawing = (drawn) => {
  const { height } = drawn.page;
  const area: Area = { top: 176, bottom: height - 156.28 };
  const foot = { line: height - 95.28, qr: height - 139.28, side: 56, inset: 190, inner: 66 };
  return [
    ...frame(drawn),
    ...masthead(drawn),
    ...compose((density) => body(drawn, density), area, { stretch: 1.5, from: 0.5 }),
    ...centredFoot(drawn, foot, FONTS),
  ];
};

const engravingOf = ({ width, height }: Page) =>
  guilloche({ x: EDGE, y: EDGE, width: width - 2 * EDGE, height: height - 2 * EDGE }, CORNER);
const ENGRAVINGS = new Map(Object.values(PAGES).map((page) => [page.width, engravingOf(page)]));

function frame({ page, inks, snapshot }: Drawn): readonly Placed[] {
  const { width, height } = page;
  const rule = (inset: number) => `M${inset} ${inset}H${width - inset}V${height - inset}H${inset}Z`;
  const line = (path: string, lineWidth: number): Placed => ({ kind: 'path', alt: null, path, stroke: inks.brand, lineWidth });
  return [
    ...(ENGRAVINGS.get(width) ?? []).map((motif): Placed => ({
      kind: 'path',
      alt: null,
      ...motif,
      stroke: inks.line,
      lineWidth: 0.4,
      shared: true,
    })),
    line(rule(EDGE), 1),
    line(rule(EDGE + CORNER), 0.5),
    ...(snapshot.kind === 'unit' ? [] : [line(rule(EDGE - 4), 2), ...roses(page, inks)]),
  ];
}

const petals = (radius: number, swing: number, loops: number): string =>
  [0, Math.PI].map((phase) => roundWave({ cx: 0, cy: 0, radius }, swing, loops, phase)).join('');
const ROSE = { disc: ring(0, 0, 27), petals: petals(18.6, 6, 16) + petals(7.4, 4.2, 10) };

/** A larger rose on each corner of what stands for several units. */
function roses({ width, height }: Page, { brand, line }: Inks): readonly Placed[] {
  const inset = EDGE + CORNER / 2;
  const places = [inset, width - inset].flatMap((x) => [inset, height - inset].map((y) => ({ x: hundredths(x), y: hundredths(y) })));
  return [
    { kind: 'path', alt: null, path: ROSE.disc, places, fill: '#ffffff', stroke: brand, lineWidth: 1, shared: true },
    { kind: 'path', alt: null, path: ROSE.petals, places, stroke: line, lineWidth: 0.4, shared: true },
  ];
}

/** What stands in the upper corners leaves less width to what stands between them. */
const widthBetween = ({ page, snapshot }: Drawn): number =>
  page.width - (snapshot.kind === 'unit' && snapshot.level === 'learned' ? 222 : 350);

function masthead(drawn: Drawn): readonly Placed[] {
  const { snapshot, page, inks, words, say, picture } = drawn;
  const { issuer } = snapshot;
  const logo = picture(issuer.logoHash);
  const company = { font: 'serif-medium', features: ['smcp'], tracking: 1.2 } as const;
  const set = fit({ pieces: [printed(issuer.name)], width: widthBetween(drawn), size: 15, maxLines: 1, ...company });
  const heading = fit({
    pieces: [printed(say.heading)],
    width: widthBetween(drawn),
    size: 34,
    maxLines: 1,
    font: 'serif-medium',
    tracking: 1,
  });
  const place = { x: page.middle - 100, y: 62, width: 200, height: 46 };
  return [
    ...(logo === null ? monogram(issuer.name, page.middle, 85, inks) : [logoMark(logo, words.mark(issuer.name), place, 'centre')]),
    textAt(page.middle, 126, 'centre', { role: 'P', lines: set.lines, size: set.size, colour: inks.text, ...company }),
    textAt(page.middle, 164, 'centre', {
      role: 'H1',
      lines: heading.lines,
      font: 'serif-medium',
      size: heading.size,
      colour: inks.brand,
      tracking: 1,
      features: ['lnum'],
    }),
    ...corners(drawn),
  ];
}

/** The medal of a rank on the right, where a seal is sought; the seal of what was applied there too, or opposite. */
function corners({ snapshot, page, inks, words }: Drawn): readonly Placed[] {
  const seal = { ink: inks.brand, line: inks.line };
  const right = page.width - 116;
  const { kind, level, completedOn, parts } = snapshot;
  const ranked = kind !== 'unit';
  const figure = kind === 'year' ? completedOn.slice(0, 4) : String(parts.length);
  return [
    ...(ranked ? medal(right, 116, figure, kind === 'year' ? null : words.units, seal) : []),
    ...(level === 'applied' ? appliedSeal(ranked ? 116 : right, 116, words.applied, seal) : []),
  ];
}

function body(drawn: Drawn, density: number): readonly Block[] {
  const { snapshot, page, inks, say } = drawn;
  const text = new Column(page.middle, 'centre');
  const width = page.width - 222;
  const ranked = snapshot.kind !== 'unit';
  const note = { font: 'sans', size: 9.5 } as const;
  const holder = holderOf(drawn, { font: 'serif-medium', size: (ranked ? 44 : 48) * density, width, shrink: 0.72, note });
  const award = { above: 12, width, font: 'serif-medium', size: 25 * density, maxLines: 2, colour: inks.brand, leading: 1.15 } as const;
  const small = { font: 'sans', size: 11 * Math.max(density, 0.85), colour: inks.text } as const;
  return [
    text.text(5, 15 * density, {
      role: 'P',
      lines: [printed(say.awardedTo)],
      font: 'serif-italic',
      size: 15.5 * density,
      colour: inks.quiet,
    }),
    ...holder.blocks(text, holder.size * 0.42),
    text.drawing(holder.size * 0.3, 6, (top) => flourish(page.middle, top + 3, drawn)),
    text.text(16, 14 * density, {
      role: 'P',
      lines: fit({ pieces: [printed(say.forCompleting)], width, size: 14.5 * density, maxLines: 2, font: 'serif-italic' }).lines,
      font: 'serif-italic',
      size: 14.5 * density,
      colour: inks.quiet,
    }),
    ...awardBlocks(drawn, text, award),
    ...(ranked ? [partsList(drawn, { left: page.middle - width / 2, width, density, above: 14 }, 'centre')] : []),
    text.text(9, 11, { role: 'P', lines: [say.hours], ...small }),
    ...(ranked ? [] : skillsBlocks(drawn, text, skills(width, density))),
    text.text(15, 13 * density, {
      role: 'P',
      lines: [say.dates],
      font: 'serif-italic',
      size: 13.5 * Math.max(density, 0.85),
      colour: inks.text,
      features: ['lnum'],
    }),
  ];
}

const skills = (width: number, density: number): SkillsLook => ({
  label: { above: 16, ascent: 12 * density, letters: { font: 'serif-medium', size: 13 * density, features: ['smcp'], tracking: 0.8 } },
  above: 6,
  width,
  density: Math.max(density, 0.82),
  font: 'sans',
  leading: 1.4,
});

function flourish(x: number, y: number, { inks }: Drawn): Placed {
  const path = `M${x - 130} ${y}H${x - 9}M${x + 9} ${y}H${x + 130}${diamond(x, y, 4)}`;
  return { kind: 'path', alt: null, path, stroke: inks.line, lineWidth: 0.7 };
}
