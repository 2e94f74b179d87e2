import type { FontName } from '#platform/pdf/fonts';
import { fit, type Fitted } from '#platform/pdf/fit';
import { printed } from './paper';

/** Skills one after another, with a dot between two, and none where a line ends. More than six are set smaller, on more lines. */
export function skillsInLines(skills: readonly string[], width: number, density: number, font: FontName = 'sans'): Fitted {
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
