import { fit } from '#platform/pdf/fit';
import { qrCode } from '#platform/pdf/qr';
import { A4_LANDSCAPE, type Colour, type PdfDocument, type Placed, type PlacedText, type Sheet } from '#platform/pdf/sheet';
import { writable } from '#platform/pdf/writable';
import { toInstant } from '#kernel/instant';
import { holderName, type Signatory, type Snapshot } from '../domain/diploma';
import { type DiplomaWords, WORDS } from './diploma-words';
import { guilloche } from './guilloche';
import { inkOf } from './ink';

/** The diploma as a document. The moment in the file is the first of the day of issue, so that it is the same whenever it is made. */
export function diplomaDocument(snapshot: Snapshot, pictures: ReadonlyMap<string, Buffer>): PdfDocument {
  return {
    title: WORDS[snapshot.locale].documentTitle(holderName(snapshot.holder), snapshot.award.title),
    author: snapshot.issuer.name,
    language: snapshot.locale,
    createdAt: toInstant(`${snapshot.issuedOn}T00:00:00Z`),
    keywords: snapshot.code,
    sheets: [diplomaSheet(snapshot, pictures)],
  };
}

/** What stands where on the diploma. From above: who awards it, the word, whose it is, for what, the skills, the date; below, signatures and code. */
export function diplomaSheet(snapshot: Snapshot, pictures: ReadonlyMap<string, Buffer>): Sheet {
  const logo = snapshot.issuer.logoHash === null ? null : (pictures.get(snapshot.issuer.logoHash) ?? null);
  const words = WORDS[snapshot.locale];
  const inks: Inks = {
    text: '#1c1b19',
    quiet: '#55524d',
    brand: inkOf(snapshot.issuer.hue, 0.4, 0.09),
    line: inkOf(snapshot.issuer.hue, 0.58, 0.08),
  };
  const body = [...nameGroup(snapshot, words, inks), ...unitGroup(snapshot, words, inks)];
  return {
    ...A4_LANDSCAPE,
    items: [...frame(inks), ...masthead(snapshot, logo, words, inks), ...spread(body, BODY), ...foot(snapshot, words, inks)],
  };
}

interface Inks {
  readonly text: Colour;
  readonly quiet: Colour;
  readonly brand: Colour;
  readonly line: Colour;
}

const MIDDLE = A4_LANDSCAPE.width / 2;
const EDGE = 24;
const CORNER = 30;
const BODY = { top: 176, bottom: 439 };
const TEXT_WIDTH = 620;

const PAPER_BOX = { x: EDGE, y: EDGE, width: A4_LANDSCAPE.width - 2 * EDGE, height: A4_LANDSCAPE.height - 2 * EDGE };
const ENGRAVING = guilloche(PAPER_BOX, CORNER);

function frame({ brand, line }: Inks): readonly Placed[] {
  const { width, height } = A4_LANDSCAPE;
  const rule = (inset: number) => `M${inset} ${inset}H${width - inset}V${height - inset}H${inset}Z`;
  return [
    { kind: 'path', alt: null, path: ENGRAVING, stroke: line, lineWidth: 0.4, shared: true },
    { kind: 'path', alt: null, path: rule(EDGE), stroke: brand, lineWidth: 1 },
    { kind: 'path', alt: null, path: rule(EDGE + CORNER), stroke: brand, lineWidth: 0.5 },
  ];
}

function masthead({ issuer }: Snapshot, logo: Buffer | null, words: DiplomaWords, inks: Inks): readonly Placed[] {
  const company = fit({
    pieces: [printed(issuer.name)],
    width: TEXT_WIDTH,
    size: 15,
    maxLines: 1,
    font: 'serif-medium',
    features: ['smcp'],
    tracking: 1.2,
  });
  return [
    ...(logo === null ? monogram(issuer.name, inks) : [logoMark(logo, words.mark(issuer.name))]),
    { ...centred('P', company.lines, 126, 'serif-medium', company.size, inks.text), features: ['smcp'], tracking: 1.2 },
    { ...centred('H1', [words.heading], 164, 'serif-medium', 34, inks.brand), tracking: 1 },
  ];
}

function logoMark(bytes: Buffer, alt: string): Placed {
  return { kind: 'image', alt, bytes, box: { x: MIDDLE - 100, y: 62, width: 200, height: 46 } };
}

/** A company without a logo has its initials in a ring. */
function monogram(company: string, { brand }: Inks): readonly Placed[] {
  const words = printed(company)
    .split(/[\s-]+/)
    .filter((word) => /^\p{Lu}|^\p{N}/u.test(word));
  const initials = (words.length > 0 ? words : [printed(company)])
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? '')
    .join('');
  return [
    { kind: 'path', alt: null, path: ring(MIDDLE, 85, 23), stroke: brand, lineWidth: 1.1 },
    { kind: 'path', alt: null, path: ring(MIDDLE, 85, 20.4), stroke: brand, lineWidth: 0.4 },
    { ...centred(null, [initials], 92, 'serif-medium', 20, brand), tracking: 0.8, features: ['lnum'] },
  ];
}

function nameGroup(snapshot: Snapshot, words: DiplomaWords, inks: Inks): readonly Block[] {
  const holder = holderOnPaper(snapshot, words);
  const name = fit({ pieces: holder.pieces, width: TEXT_WIDTH, size: 48, maxLines: 2, shrink: 0.72, font: 'serif-medium' });
  return [
    block(5, 15, centred('P', [words.awardedTo], 0, 'serif-italic', 15.5, inks.quiet)),
    block(name.size * 0.42, name.size, {
      ...centred('P', name.lines, 0, 'serif-medium', name.size, inks.text),
      leading: name.size * 1.08,
      features: ['lnum'],
    }),
    ...(holder.note === null ? [] : [block(6, 10, centred('P', [holder.note], 0, 'sans', 9.5, inks.quiet))]),
    flourish(name.size * 0.3, inks),
  ];
}

/** A name in a script that our typefaces do not have is not printed in half: the person's code stands for it, with a note where to read it. */
function holderOnPaper({ holder }: Snapshot, words: DiplomaWords): { pieces: readonly string[]; note: string | null } {
  const given = writable(holder.givenName, 'serif-medium');
  const family = writable(holder.familyName, 'serif-medium');
  if (given !== null && family !== null) return { pieces: [given, family], note: null };
  return { pieces: [words.personWithCode(printed(holder.personCode))], note: words.nameInOwnScript };
}

function unitGroup({ award, completedOn, issuedOn }: Snapshot, words: DiplomaWords, inks: Inks): readonly Block[] {
  const title = fit({ pieces: [printed(award.title)], width: TEXT_WIDTH, size: 25, maxLines: 2, font: 'serif-medium' });
  const skills = fit({
    pieces: award.skills.map((skill, index) => `${printed(skill)}${index < award.skills.length - 1 ? ' ·' : ''}`),
    width: TEXT_WIDTH,
    size: 11,
    maxLines: 3,
    shrink: 0.95,
    font: 'sans',
  });
  return [
    block(16, 14, centred('P', [words.forCompleting], 0, 'serif-italic', 14.5, inks.quiet)),
    block(12, title.size, { ...centred('H2', title.lines, 0, 'serif-medium', title.size, inks.brand), leading: title.size * 1.15 }),
    block(9, 11, { ...centred('P', [words.hours(award.hours)], 0, 'sans', 11, inks.text) }),
    ...(award.skills.length === 0
      ? []
      : [
          block(16, 12, { ...centred('P', [words.skills], 0, 'serif-medium', 13, inks.quiet), features: ['smcp'], tracking: 0.8 }),
          block(6, skills.size, {
            ...centred('P', skills.lines.map(withoutDot), 0, 'sans', skills.size, inks.text),
            leading: skills.size * 1.4,
          }),
        ]),
    block(15, 13, { ...centred('P', [words.dates(completedOn, issuedOn)], 0, 'serif-italic', 13.5, inks.text), features: ['lnum'] }),
  ];
}

/** Between two skills stands a dot, and none where the line ends. */
const withoutDot = (line: string): string => line.replace(/ ·$/, '');

function foot({ signatories, code, verifyAt }: Snapshot, words: DiplomaWords, inks: Inks): readonly Placed[] {
  const places = [190, A4_LANDSCAPE.width - 190];
  const side = 56;
  const address = verifyAt.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '');
  return [
    ...signatories.slice(0, 2).flatMap((signatory, index) => signature(signatory, places[index] ?? MIDDLE, inks)),
    qrCode(verifyAt, { x: MIDDLE - side / 2, y: 456, width: side, height: side }, '#000000', words.qr(verifyAt)),
    { ...centred('P', [code], 523, 'sans', 9, inks.text), tracking: 0.4, features: ['tnum'] },
    centred('P', [`${words.verify} ${address}`], 534, 'sans', 7.4, inks.quiet),
  ];
}

function signature({ name, title }: Signatory, x: number, { text, quiet }: Inks): readonly Placed[] {
  const at = { x, align: 'centre' as const };
  const role = fit({ pieces: [printed(title)], width: 200, size: 9.5, maxLines: 1, font: 'sans' });
  const line: Placed = { kind: 'path', alt: null, path: `M${x - 95} 500H${x + 95}`, stroke: text, lineWidth: 0.6 };
  if (name === null) return [line, { ...centred('P', role.lines, 514, 'sans', role.size, quiet), ...at }];
  const signed = fit({ pieces: [printed(name)], width: 200, size: 12.5, maxLines: 1, font: 'serif-medium' });
  return [
    line,
    { ...centred('P', signed.lines, 514, 'serif-medium', signed.size, text), ...at },
    { ...centred('P', role.lines, 527, 'sans', role.size, quiet), ...at },
  ];
}

/** Something with a height of its own, that wants at least `above` of space over it. */
interface Block {
  readonly above: number;
  readonly height: number;
  readonly at: (top: number) => Placed;
}

function block(above: number, size: number, text: PlacedText): Block {
  const lines = text.lines.length;
  const leading = text.leading ?? text.size * 1.25;
  // Capitals and ascenders reach about seven tenths of the size over the baseline.
  const ascent = size * 0.7;
  return { above, height: ascent + (lines - 1) * leading, at: (top) => ({ ...text, y: hundredths(top + ascent) }) };
}

function flourish(above: number, { line }: Inks): Block {
  return {
    above,
    height: 6,
    at: (top) => {
      const y = hundredths(top + 3);
      return {
        kind: 'path',
        alt: null,
        path: `M${MIDDLE - 130} ${y}H${MIDDLE - 9}M${MIDDLE + 9} ${y}H${MIDDLE + 130}${diamond(MIDDLE, y, 4)}`,
        stroke: line,
        lineWidth: 0.7,
      };
    },
  };
}

/** Places the blocks between top and bottom; what is left over is shared out in proportion to the space that each asked for. */
function spread(blocks: readonly Block[], { top, bottom }: typeof BODY): readonly Placed[] {
  const asked = blocks.reduce((sum, { above }) => sum + above, 0);
  const heights = blocks.reduce((sum, { height }) => sum + height, 0);
  const stretch = Math.min(1.5, (bottom - top - heights) / asked);
  const used = heights + asked * stretch;
  let y = top + Math.max(0, (bottom - top - used) / 2);
  return blocks.map(({ above, height, at }) => {
    const placed = at(y + above * stretch);
    y += above * stretch + height;
    return placed;
  });
}

function centred(
  role: PlacedText['role'],
  lines: readonly string[],
  y: number,
  font: PlacedText['font'],
  size: number,
  colour: Colour,
): PlacedText {
  return { kind: 'text', role, lines, x: MIDDLE, y, align: 'centre', font, size, colour };
}

function printed(text: string): string {
  return writable(text, 'sans') ?? '—';
}

function ring(cx: number, cy: number, r: number): string {
  const k = r * 0.5523;
  return `M${cx + r} ${cy}C${cx + r} ${cy + k} ${cx + k} ${cy + r} ${cx} ${cy + r}C${cx - k} ${cy + r} ${cx - r} ${cy + k} ${cx - r} ${cy}C${cx - r} ${cy - k} ${cx - k} ${cy - r} ${cx} ${cy - r}C${cx + k} ${cy - r} ${cx + r} ${cy - k} ${cx + r} ${cy}Z`;
}

const diamond = (cx: number, cy: number, r: number): string => `M${cx} ${cy - r}L${cx + r} ${cy}L${cx} ${cy + r}L${cx - r} ${cy}Z`;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
