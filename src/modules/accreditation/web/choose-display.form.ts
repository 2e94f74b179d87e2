import { z } from 'zod';
import { SHOWN_AS } from '../domain/shown-name';

export const chooseDisplayForm = z.object({ shown_as: z.enum(SHOWN_AS) });
