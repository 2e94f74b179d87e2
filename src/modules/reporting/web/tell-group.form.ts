import { z } from 'zod';
import { WRITTEN_TO } from '../domain/loose-end';

export const tellGroupForm = z.object({ group: z.enum([...WRITTEN_TO, 'absence-ending']) });
