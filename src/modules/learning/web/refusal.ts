import type { Refused } from '#kernel/outcome';
import { redirect, type Reply } from '#platform/http/reply';

/** A refusal as the sentence that the next page shows once. */
export function refusedTo(path: string, { refusal, details }: Refused<string>): Reply {
  return redirect(path, { kind: 'refused', key: `learning.refusal.${refusal}`, values: details });
}
