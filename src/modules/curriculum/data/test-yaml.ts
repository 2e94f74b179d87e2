import { z } from 'zod';
import type { Finding } from '../domain/finding';
import { CELLS, LEVELS, type Test } from '../domain/unit';
import { parseYamlFile } from './yaml-file';

const text = z.string().trim().min(1).max(1000);

const testYaml = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]\d{2}-\d{3}$/, 'u01-001'),
        cell: z.enum(CELLS),
        level: z.enum(LEVELS),
        objective: z.int().min(1).max(9),
        source: z.string().regex(/^lesson-\d{1,2}#[a-z0-9-]+$/, 'lesson-2#idea-1'),
        critical: z.boolean(),
        stem: text,
        options: z.array(z.strictObject({ id: z.string().max(10), correct: z.boolean(), text, why: text })),
      }),
    )
    .max(1000),
});

/** The bank of a unit in one language, or why it is not one. */
export function parseTestYaml(file: string, content: string): { readonly test: Test | null; readonly findings: readonly Finding[] } {
  const { value, lineOf, findings } = parseYamlFile(file, content, testYaml);
  if (!value) return { test: null, findings };
  const items = value.items.map((item, index) => {
    const [lesson = '', block = ''] = item.source.split('#');
    return {
      ...item,
      source: { lesson, block },
      line: lineOf(['items', index]),
      stemLine: lineOf(['items', index, 'stem']),
      options: item.options.map((option, place) => ({ ...option, line: lineOf(['items', index, 'options', place]) })),
    };
  });
  return { test: { file, items }, findings };
}
