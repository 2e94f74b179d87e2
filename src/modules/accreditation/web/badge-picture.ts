import { fit } from '#platform/pdf/fit';
import { type Lettering, widthOf } from '#platform/pdf/measure';
import { arcOutline, centredOutline } from '#platform/pdf/outlines';
import { writable } from '#platform/pdf/writable';
import type { DiplomaKind, Snapshot } from '../domain/diploma';
import { inkOf } from './ink';

/** What a badge's picture says besides what it is for. */
export interface BadgePictureWords {
  /** Along the foot of the ring: which kind of badge, when. */
  readonly foot: string;
  /** Under the title: how much. */
  readonly measure: string;
  /** For whoever does not see it. */
  readonly label: string;
}

const SIZE = 640;
const MIDDLE = SIZE / 2;
const PAPER = '#fffdf8';
const RING = { outer: 284, text: 240, inner: 212 };

/**
 * One family: a ring with the company's name and the kind, around what was learned. The edge tells the kind from afar, in black
 * and white too: a coin for a unit, a flower of twelve for a year, a star for a part of the programme. Letters are drawn, so it looks the same anywhere.
 */
export function badgePicture(snapshot: Snapshot, words: BadgePictureWords): string {
  const { kind, level, award, issuer } = snapshot;
  const inks = { dark: inkOf(issuer.hue, 0.36, 0.09), mid: inkOf(issuer.hue, 0.52, 0.1), light: inkOf(issuer.hue, 0.8, 0.07) };
  const drawn = [
    filled(edge(kind), inks.dark),
    stroked(circle(RING.outer - 4), inks.light, 1.5),
    ...(level === 'applied' ? [stroked(circle(RING.outer - 10), inks.light, 3)] : []),
    filled(circle(RING.inner), PAPER),
    stroked(circle(RING.inner - 9), inks.mid, 1.5),
    filled(along(issuer.name, 'top'), PAPER),
    filled(along(words.foot, 'bottom'), PAPER),
    filled(star(MIDDLE - RING.text - 8, MIDDLE, 7) + star(MIDDLE + RING.text + 8, MIDDLE, 7), inks.light),
    stroked(rosette(MIDDLE, 178, 46), inks.mid, 1.2),
    filled(numeral(snapshot), inks.dark),
    ...body(award.title, words.measure, inks),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${escaped(words.label)}"><title>${escaped(words.label)}</title>${drawn.join('')}</svg>`;
}

const TITLE: Lettering = { font: 'serif-medium', features: ['lnum'] };
const LEADING = 1.1;
const SMALL: Lettering = { font: 'sans-semibold', tracking: 1 };
const ON_RING: Lettering = { font: 'sans-semibold', tracking: 2.5 };

function body(title: string, measure: string, { dark, mid }: { readonly dark: string; readonly mid: string }): readonly string[] {
  const { lines, size: widest } = fit({ pieces: [printed(title)], width: 336, size: 54, maxLines: 4, shrink: 0.9, ...TITLE });
  const size = Math.min(widest, 205 / (lines.length * LEADING));
  const leading = size * LEADING;
  // The block of lines stands between the flower and the hours; capitals are about two thirds of the size high.
  const first = MIDDLE + 22 - ((lines.length - 1) * leading) / 2 + size * 0.32;
  return [
    ...lines.map((line, index) => filled(centredOutline(line, size, TITLE, MIDDLE, first + index * leading), dark)),
    filled(centredOutline(printed(measure), 21, SMALL, MIDDLE, 474), mid),
  ];
}

/** The text on the ring, smaller where it would reach around too far. */
function along(text: string, side: 'top' | 'bottom'): string {
  const written = printed(text).toUpperCase();
  const longest = RING.text * 2.5;
  const size = Math.min(25, (25 * longest) / widthOf(written, 25, ON_RING));
  const radius = side === 'top' ? RING.text - size * 0.1 : RING.text + size * 0.6 + 2;
  return arcOutline(
    written,
    size,
    { ...ON_RING, tracking: (ON_RING.tracking ?? 0) * (size / 25) },
    { cx: MIDDLE, cy: MIDDLE, radius, side },
  );
}

/** Which unit of the curriculum, which year, how many units. */
function numeral({ kind, unit, parts, completedOn }: Snapshot): string {
  const number = /^\d+/.exec(unit?.unit ?? '')?.[0].replace(/^0+/, '') ?? '';
  const text = { unit: number, year: completedOn.slice(2, 4), programme: String(parts.length) }[kind];
  if (text === '') return '';
  return centredOutline(kind === 'year' ? `’${text}` : text, 34, { font: 'serif-medium', features: ['lnum'] }, MIDDLE, 189.5);
}

function edge(kind: DiplomaKind): string {
  switch (kind) {
    case 'unit':
      return round((angle) => RING.outer + 14 + 3.5 * Math.cos(72 * angle));
    case 'year':
      return round((angle) => RING.outer + 2 + 28 * Math.abs(Math.cos(6 * angle)) ** 0.7);
    case 'programme':
      return star(MIDDLE, MIDDLE, 318, 16, 0.9);
    default:
      return kind satisfies never;
  }
}

const STEPS = 720;

function round(radius: (angle: number) => number): string {
  const points = Array.from({ length: STEPS }, (_, step) => {
    const angle = (step / STEPS) * 2 * Math.PI;
    return pointAt(MIDDLE, MIDDLE, radius(angle), angle);
  });
  return `M${points.join('L')}Z`;
}

function star(cx: number, cy: number, radius: number, rays = 4, waist = 0.42): string {
  const points = Array.from({ length: rays * 2 }, (_, index) =>
    pointAt(cx, cy, index % 2 === 0 ? radius : radius * waist, (index * Math.PI) / rays),
  );
  return `M${points.join('L')}Z`;
}

/** Two interlaced flowers around an open middle, as on the diploma. */
function rosette(cx: number, cy: number, radius: number): string {
  return [0, Math.PI]
    .map((shift) => {
      const points = Array.from({ length: 361 }, (_, step) => {
        const angle = (step / 360) * 2 * Math.PI;
        return pointAt(cx, cy, radius * (0.82 + 0.18 * Math.sin(16 * angle + shift)), angle);
      });
      return `M${points.join('L')}Z`;
    })
    .join('');
}

function circle(radius: number): string {
  return `M${MIDDLE - radius} ${MIDDLE}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
}

/** From above, clockwise. */
const pointAt = (cx: number, cy: number, radius: number, angle: number): string =>
  `${hundredths(cx + radius * Math.sin(angle))} ${hundredths(cy - radius * Math.cos(angle))}`;

const filled = (path: string, ink: string): string => (path === '' ? '' : `<path fill="${ink}" d="${path}"/>`);
const stroked = (path: string, ink: string, width: number): string =>
  `<path fill="none" stroke="${ink}" stroke-width="${width}" d="${path}"/>`;
const printed = (text: string): string => writable(text, 'serif-medium') ?? '';
const hundredths = (value: number): number => Math.round(value * 100) / 100;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character);
