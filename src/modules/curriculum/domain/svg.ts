/** What an SVG of a unit may not hold, because a browser would run or fetch it, or a reader would miss it. `what` names the element or attribute. */
export function svgDangers(text: string): readonly { readonly line: number; readonly what: string }[] {
  return [...tagsOf(text)].flatMap((tag) => {
    const words: string[] = [];
    if (tag.kind === 'declaration') words.push(tag.name.toLowerCase());
    if (REFUSED.has(tag.name.toLowerCase())) words.push(tag.name.toLowerCase());
    for (const [name, value] of tag.attributes) {
      const key = name.toLowerCase();
      if (key.startsWith('on')) words.push(key);
      if (/(^|:)(href|src)$/.test(key) && !value.trim().startsWith('#')) words.push(key);
      if (!key.startsWith('xmlns') && fetches(value)) words.push(key);
    }
    if (tag.kind === 'open' && tag.name.toLowerCase() === 'style' && fetches(tag.following)) words.push('style');
    return [...new Set(words)].map((what) => ({ line: tag.line, what }));
  });
}

/** Null for a drawing that a browser can read and keep a place for: one svg root with a viewBox, every element closed. */
export function svgFault(text: string): {
  readonly line: number;
  readonly problem: 'root' | 'unclosed' | 'unexpected' | 'attribute' | 'size';
  readonly what: string;
} | null {
  const open: Tag[] = [];
  let roots = 0;
  for (const tag of tagsOf(text)) {
    const { line, name } = tag;
    if (tag.kind === 'declaration') continue;
    if (tag.kind === 'close') {
      const last = open.pop();
      if (last?.name !== name) return { line, problem: last ? 'unclosed' : 'unexpected', what: last?.name ?? name };
      continue;
    }
    if (open.length === 0) roots += 1;
    if (open.length === 0 && (name !== 'svg' || roots > 1)) return { line, problem: 'root', what: name };
    if (!tag.complete) return { line, problem: 'attribute', what: name };
    if (open.length === 0 && !sizeIn(tag)) return { line, problem: 'size', what: 'viewBox' };
    if (tag.kind === 'open') open.push(tag);
  }
  const last = open.at(-1);
  if (last) return { line: last.line, problem: 'unclosed', what: last.name };
  return roots === 0 ? { line: 1, problem: 'root', what: 'svg' } : null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From the viewBox, so that a page can keep the place free. */
export function svgSize(text: string): Size | null {
  const root = tagsOf(text).find(({ name }) => name === 'svg');
  return root ? sizeIn(root) : null;
}

function sizeIn(root: Tag): Size | null {
  const [, , width = NaN, height = NaN] = (root.attributes.get('viewBox') ?? '').trim().split(/[\s,]+/).map(Number);
  return width > 0 && height > 0 ? { width, height } : null;
}

// Words in a drawing are not read aloud, not translated and not enlarged: they belong to the page. Movement cannot be stopped there.
const REFUSED = new Set(
  'script foreignobject text tspan textpath image iframe embed object audio video a set animate animatetransform animatemotion handler listener'.split(' '),
);

function fetches(value: string): boolean {
  const plain = value.toLowerCase();
  return /@import|javascript:|data:/.test(plain) || plain.split('url(').slice(1).some((after) => !/^\s*["']?\s*#/.test(after));
}

interface Tag {
  readonly kind: 'open' | 'close' | 'single' | 'declaration';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** False when something inside the tag is not an attribute with a quoted value. */
  readonly complete: boolean;
  readonly line: number;
  /** The text up to the next tag. */
  readonly following: string;
}

/** One pass over the text, whatever it holds: a pattern over whole tags can take for ever on a hostile file. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  let line = 1;
  let counted = 0;
  for (let at = text.indexOf('<'); at >= 0; ) {
    const skipped = SKIPPED.find(([start]) => text.startsWith(start, at));
    const end = skipped ? endOf(text, skipped[1], at) : closing(text, at + 1);
    const next = text.indexOf('<', end);
    for (; counted < at; counted += 1) if (text.charCodeAt(counted) === NEWLINE) line += 1;
    if (!skipped) tags.push({ ...readTag(text.slice(at + 1, end - 1)), line, following: text.slice(end, next < 0 ? undefined : next) });
    at = next;
  }
  return tags;
}

const NEWLINE = 10;
/** Nothing to see in comments and in the XML declaration. Other declarations, `<?xml-stylesheet` for one, count as tags. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<?xml ', '?>'],
] as const;

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** Behind the `>` that ends a tag: not one inside a quoted value. */
function closing(text: string, from: number): number {
  let quote = '';
  for (let index = from; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index + 1;
  }
  return text.length + 1;
}

const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

function readTag(inside: string): Pick<Tag, 'kind' | 'name' | 'attributes' | 'complete'> {
  const name = /^[/!?]?[^\s/>]*/.exec(inside)?.[0] ?? '';
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = name.length;
  let end = name.length;
  for (let match = ATTRIBUTE.exec(inside); match; match = ATTRIBUTE.exec(inside)) {
    attributes.set(match[1] ?? '', match[2] ?? match[3] ?? '');
    end = ATTRIBUTE.lastIndex;
  }
  const rest = inside.slice(end).trim();
  const complete = rest === '' || rest === '/';
  if (name.startsWith('!') || name.startsWith('?')) return { kind: 'declaration', name: name.slice(1), attributes, complete };
  if (name.startsWith('/')) return { kind: 'close', name: name.slice(1), attributes, complete };
  return { kind: rest === '/' ? 'single' : 'open', name, attributes, complete };
}
