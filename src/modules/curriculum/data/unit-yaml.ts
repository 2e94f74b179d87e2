import { z } from 'zod';
import { LOCALES } from '#kernel/locale';
import type { Finding } from '../domain/finding';
import { CELLS, LEVELS, type UnitSheet } from '../domain/unit';
import { parseYamlFile } from './yaml-file';

const line = z.string().trim().min(1).max(200);
const paragraph = z.string().trim().min(1).max(600);
const both = <T extends z.ZodType>(value: T) => z.strictObject({ es: value, en: value });
const imageFile = z.string().regex(/^[a-z0-9-]+\.svg$/, 'name-of-the-drawing.svg');
const whole = (least: number, most: number) => z.int().min(least).max(most);

const planPrompt = z.strictObject({ prompt: paragraph, situationExample: line, actionExample: line });

const unitYaml = z.strictObject({
  unit: z.string().regex(/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/, '01-name-of-the-unit'),
  number: whole(0, 99),
  code: z.string().regex(/^[A-Z]\d{2}$/, 'U01'),
  title: both(line),
  summary: both(paragraph),
  languages: z.array(z.enum(LOCALES)),
  hours: z.number().min(0.5).max(40),
  basics: z.array(z.enum(['B1', 'B2', 'B3', 'B4', 'B5', 'B6'])).min(1),
  newSkill: both(line),
  lifeSkill: z.strictObject({ theme: line, es: line, en: line }),
  skills: both(z.array(line).min(1).max(6)),
  objectives: z.array(z.strictObject({ id: whole(1, 9), es: paragraph, en: paragraph })).min(3).max(6),
  lessons: z.array(z.string().regex(/^lesson-\d{1,2}$/, 'lesson-1')).min(1).max(12),
  test: z.strictObject({
    draw: whole(5, 50),
    pass: whole(1, 50),
    retryHours: whole(0, 168),
    blueprint: z.array(z.strictObject({ cell: z.enum(CELLS), level: z.enum(LEVELS), items: whole(1, 20) })).min(1),
  }),
  plan: both(planPrompt),
  cover: imageFile,
  emblem: imageFile,
  images: z.array(z.strictObject({ file: imageFile, author: line, licence: line, alt: both(z.string().trim().min(1)), description: both(paragraph).optional() })),
  sources: z.array(z.string().trim().min(1).max(400)).min(1),
});

/** unit.yaml, or why it is not one. */
export function parseUnitYaml(file: string, text: string): { readonly sheet: UnitSheet | null; readonly findings: readonly Finding[] } {
  const { value, lineOf, findings } = parseYamlFile(file, text, unitYaml);
  if (!value) return { sheet: null, findings };
  const { objectives, lifeSkill, images, ...rest } = value;
  const keys = ['unit', 'number', 'languages', 'hours', 'objectives', 'lessons', 'test', 'cover', 'emblem'] as const;
  const sheet: UnitSheet = {
    ...rest,
    file,
    lifeSkill: { es: lifeSkill.es, en: lifeSkill.en },
    objectives: objectives.map(({ id, es, en }) => ({ id, text: { es, en } })),
    images: images.map((image, index) => ({ ...image, description: image.description ?? null, line: lineOf(['images', index]) })),
    lines: Object.fromEntries(keys.map((key) => [key, lineOf([key])])) as UnitSheet['lines'],
  };
  return { sheet, findings };
}
