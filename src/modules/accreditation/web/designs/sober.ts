import { fit } from '#platform/pdf/fit';
import type { Placed } from '#platform/pdf/sheet';
import { awardBlocks } from './award';
import { type Area, type Block, Column, compose } from './blocks';
import { centredFoot } from './foot';
import { holderOf } from './holder';
import { logoMark } from './marks';
import { type Drawing, type Drawn, printed, textAt } from './paper';
import { partsList } from './parts-list';
import { appliedSeal } from './seals';
import { skillsBlocks, type SkillsLook } from './skills';

const MARGIN = 58;
const FONTS = { name: 'serif-medium', title: 'serif-italic' } as const;

/** Letters and rules in black, nothing else: a thick rule and a thin one above and below, and around the whole where it stands for several units. */
export const sober: Drawing = (drawn) => {
  const { height } = drawn.page;
  const area: Area = { top: 162, bottom: height - 166 };
  const black: Drawn = { ...drawn, inks: { ...drawn.inks, brand: drawn.inks.text, line: '#77736c' } };
  return [
    ...rules(black),
    ...masthead(black),
    ...compose((density) => body(black, density), area, { stretch: 1.5, from: 0.5 }),
    ...centredFoot(black, { line: height - 104, qr: height - 148, side: 54, inset: 172, inner: 58 }, FONTS),
  ];
};

function rules({ page, inks, snapshot }: Drawn): readonly Placed[] {
  const { width, height } = page;
  const line = (path: string, lineWidth: number): Placed => ({ kind: 'path', alt: null, path, stroke: inks.text, lineWidth });
  const across = (y: number) => `M${MARGIN} ${y}H${width - MARGIN}`;
  const around = (inset: number) => `M${inset} ${inset}H${width - inset}V${height - inset}H${inset}Z`;
  if (snapshot.kind !== 'unit') return [line(around(30), 2.2), line(around(35.5), 0.5), line(around(38.5), 0.5)];
  return [line(across(44) + across(height - 44), 2.2), line(across(49) + across(height - 49), 0.5)];
}

function masthead(drawn: Drawn): readonly Placed[] {
  const { snapshot, page, inks, words, say, picture } = drawn;
  const { issuer, level, kind } = snapshot;
  const logo = picture(issuer.logoHash);
  const company = { font: 'serif', features: ['smcp'], tracking: 1.6 } as const;
  const width = page.width - (level === 'applied' ? 350 : 2 * MARGIN + 60);
  const set = fit({ pieces: [printed(issuer.name)], width, size: logo === null ? 17 : 13, maxLines: 1, ...company });
  const capitals = { font: 'serif', tracking: kind === 'unit' ? 9 : 3, features: ['smcp', 'lnum'] } as const;
  const heading = fit({ pieces: [printed(say.heading)], width, size: 29, maxLines: 1, ...capitals });
  const place = { x: page.middle - 100, y: 60, width: 200, height: 36 };
  return [
    ...(logo === null ? [] : [logoMark(logo, words.mark(issuer.name), place, 'centre')]),
    textAt(page.middle, logo === null ? 90 : 113, 'centre', { role: 'P', lines: set.lines, size: set.size, colour: inks.text, ...company }),
    textAt(page.middle, logo === null ? 140 : 149, 'centre', {
      role: 'H1',
      lines: heading.lines,
      size: heading.size,
      colour: inks.text,
      ...capitals,
    }),
    ...(level === 'applied' ? appliedSeal(page.width - MARGIN - 52, 108, words.applied, { ink: inks.text, line: inks.line }) : []),
  ];
}

function body(drawn: Drawn, density: number): readonly Block[] {
  const { snapshot, page, inks, say } = drawn;
  const text = new Column(page.middle, 'centre');
  const width = page.width - 2 * MARGIN - 70;
  const ranked = snapshot.kind !== 'unit';
  const note = { font: 'serif-italic', size: 10.5 } as const;
  const holder = holderOf(drawn, { font: 'serif', size: (ranked ? 46 : 54) * density, width, shrink: 0.66, note });
  const award = { above: 12, width, font: 'serif-italic', size: 25 * density, maxLines: 2, colour: inks.text, leading: 1.18 } as const;
  const small = { font: 'serif', size: 13 * Math.max(density, 0.85), colour: inks.text, features: ['lnum'] } as const;
  const quiet = { font: 'serif', size: 14 * density, colour: inks.quiet } as const;
  const completing = fit({ pieces: [printed(say.forCompleting)], width, maxLines: 2, ...quiet });
  return [
    text.text(8, 14 * density, { role: 'P', lines: [printed(say.awardedTo)], ...quiet }),
    ...holder.blocks(text, holder.size * 0.42),
    text.drawing(holder.size * 0.44, 1, (top) => hairline(page.middle, top, drawn)),
    text.text(18, completing.size, { role: 'P', ...quiet, lines: completing.lines, size: completing.size }),
    ...awardBlocks(drawn, text, award),
    ...(ranked
      ? [partsList(drawn, { left: page.middle - width / 2, width, density, above: 16 }, 'centre')]
      : skillsBlocks(drawn, text, skills(width, density))),
    text.text(16, 12 * density, { role: 'P', lines: [say.hours], ...small }),
    text.text(8, 12 * density, { role: 'P', lines: [say.dates], ...small }),
  ];
}

const skills = (width: number, density: number): SkillsLook => ({
  label: { above: 16, ascent: 11 * density, letters: { font: 'serif', features: ['smcp'], tracking: 0.8, size: 12.5 * density } },
  above: 7,
  width,
  density: Math.max(density, 0.82) * 1.1,
  font: 'serif',
  leading: 1.36,
});

function hairline(x: number, y: number, { inks }: Drawn): Placed {
  return { kind: 'path', alt: null, path: `M${x - 42} ${y}H${x + 42}`, stroke: inks.text, lineWidth: 0.6 };
}
