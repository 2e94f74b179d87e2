import { z } from 'zod';

export const remindGroupForm = z.object({ group: z.enum(['failed-three', 'not-started', 'welcome-not-begun']) });
