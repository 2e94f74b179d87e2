import { z } from 'zod';
import { REQUIRED_COLUMNS, ROSTER_COLUMNS, type RosterColumn } from '../domain/roster-columns';
import type { ColumnMapping } from '../domain/roster-mapping';

const place = z
  .string()
  .regex(/^\d{0,3}$/)
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : Number(text)));

/** Which column of a file of that width is which of ours. */
export const nameColumnsForm = (width: number) =>
  z
    .object(Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, place])) as Record<RosterColumn, typeof place>)
    .superRefine((chosen, problems) => {
      const taken = new Set<number>();
      for (const column of ROSTER_COLUMNS) {
        const index = chosen[column];
        const isRequired = (REQUIRED_COLUMNS as readonly RosterColumn[]).includes(column);
        if (index === null ? isRequired : index >= width)
          problems.addIssue({ code: 'custom', path: [column], message: 'people.columns.required' });
        else if (index !== null && taken.has(index)) problems.addIssue({ code: 'custom', path: [column], message: 'people.columns.twice' });
        if (index !== null) taken.add(index);
      }
    })
    .transform((chosen): ColumnMapping =>
      Object.fromEntries(Object.entries(chosen).filter((entry): entry is [RosterColumn, number] => entry[1] !== null)),
    );
