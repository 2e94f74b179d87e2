import type HandlebarsApi from 'handlebars';
import type { Catalogue } from '#platform/i18n/catalogue';

type Handlebars = typeof HandlebarsApi;
type Node = { readonly type: string } & Record<string, unknown>;

export interface Checked {
  /** Parsed, and known to compile. */
  readonly programs: ReadonlyMap<string, hbs.AST.Program>;
  /** What the compiler only notices while a page is shown: unknown helpers, partials and message keys. One sentence each. */
  readonly problems: readonly string[];
}

export function checkTemplates(sources: ReadonlyMap<string, string>, handlebars: Handlebars, options: CompileOptions, catalogue: Catalogue): Checked {
  const programs = new Map<string, hbs.AST.Program>();
  const problems: string[] = [];
  for (const [name, source] of sources) {
    try {
      const program = handlebars.parse(source);
      handlebars.precompile(program, options);
      programs.set(name, program);
      for (const node of nodesOf(program as unknown as Node)) problems.push(...problemsOf(node, sources, catalogue).map((problem) => `${name}: ${problem}`));
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
    }
  }
  return { programs, problems };
}

/** Every literal message key that a template asks for. */
export function messageKeysIn(source: string, handlebars: Handlebars): string[] {
  return nodesOf(handlebars.parse(source) as unknown as Node).flatMap((node) => {
    const key = messageKeyOf(node);
    return key === null ? [] : [key];
  });
}

function problemsOf(node: Node, sources: ReadonlyMap<string, string>, catalogue: Catalogue): string[] {
  if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') {
    const partial = (node['name'] as { original?: string }).original;
    if (partial !== undefined && partial !== '@partial-block' && !sources.has(partial)) return [`there is no partial ${partial}`];
  }
  const key = messageKeyOf(node);
  return key === null || catalogue.has(key) ? [] : [`there is no message ${key}`];
}

function messageKeyOf(node: Node): string | null {
  if (node.type !== 'MustacheStatement' && node.type !== 'SubExpression') return null;
  if ((node['path'] as { original?: string }).original !== 't') return null;
  const first = (node['params'] as Node[])[0];
  return first?.type === 'StringLiteral' ? (first['value'] as string) : null;
}

function nodesOf(root: Node): Node[] {
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      if (typeof (value as Node).type === 'string') found.push(value as Node);
      for (const [key, child] of Object.entries(value)) if (key !== 'loc') visit(child);
    }
  };
  visit(root);
  return found;
}
