import type { FontName } from '#platform/pdf/fonts';
import { fit, type Fitted } from '#platform/pdf/fit';
import type { Block, Column } from './blocks';
import { type Drawn, printed, type Setting } from './paper';

export interface SkillsLook {
  readonly label: { readonly above: number; readonly ascent: number; readonly letters: Omit<Setting, 'role' | 'lines' | 'colour'> };
  readonly above: number;
  readonly width: number;
  readonly density: number;
  readonly font: FontName;
  /** Of one line to the next, in sizes. */
  readonly leading: number;
}

/** What the unit teaches, under a word that says so; nothing where it names no skill. */
export function skillsBlocks({ snapshot, inks, words }: Drawn, text: Column, look: SkillsLook): readonly Block[] {
  const { skills } = snapshot.award;
  if (skills.length === 0) return [];
  const { label, above, font, leading } = look;
  const set = inLines(skills, look);
  const letters = { font, size: set.size, leading: set.size * leading } as const;
  return [
    text.text(label.above, label.ascent, { role: 'P', lines: [words.skills], colour: inks.quiet, ...label.letters }),
    text.text(above, set.size, { role: 'P', lines: set.lines, colour: inks.text, ...letters }),
  ];
}

/** Skills one after another, with a dot between two, and none where a line ends. More than six are set smaller, on more lines. */
function inLines(skills: readonly string[], { width, density, font }: SkillsLook): Fitted {
  const isMany = skills.length > 6;
  const set = fit({
    pieces: skills.map((skill, index) => `${printed(skill)}${index < skills.length - 1 ? ' ·' : ''}`),
    width,
    size: (isMany ? 9.6 : 11) * density,
    maxLines: isMany ? 7 : 3,
    shrink: 0.95,
    font,
  });
  return { ...set, lines: set.lines.map((line) => line.replace(/ ·$/, '')) };
}
