import type { FlashMessage } from '#platform/http/reply';

type Told = Readonly<Record<string, number>> & { readonly sent: number; readonly before: number };

/** What became of a press that writes to people. Where they knew, or nobody was left, nothing is wrong; where none can be written to, somebody has to act. */
export function toldFlash(key: string, values: Told, unreached: number): FlashMessage {
  return { kind: values.sent > 0 ? 'done' : values.before === 0 && unreached > 0 ? 'refused' : 'note', key, values };
}
