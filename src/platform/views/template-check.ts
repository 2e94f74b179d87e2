import type HandlebarsApi from 'handlebars';
import type { Catalogue } from '#platform/i18n/catalogue';

type Handlebars = typeof HandlebarsApi;
type Node = { readonly type: string } & Record<string, unknown>;

/** What the compiler only notices while a page is shown: unknown helpers, partials and message keys. One sentence each. */
export function problemsIn(sources: ReadonlyMap<string, string>, handlebars: Handlebars, options: CompileOptions, catalogue: Catalogue): string[] {
  const problems: string[] = [];
  for (const [name, source] of sources) {
    try {
      handlebars.precompile(source, options);
      for (const node of nodesOf(handlebars.parse(source) as unknown as Node)) problems.push(...problemsOf(node, sources, catalogue).map((problem) => `${name}: ${problem}`));
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
    }
  }
  return problems;
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
