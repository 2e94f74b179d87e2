/** What an address asks for. */
export type Asked = Readonly<Record<string, string | string[] | undefined>>;

export function textIn(query: Asked, name: string): string | null {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Where a download of a selection is asked for, with what is known of it filled in. */
export function downloadAddress(
  selection: Readonly<Record<'whose', string> & Partial<Record<'manager' | 'supplier' | 'round', string | null>>>,
): string {
  const known = Object.entries(selection).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return `/downloads/new?${new URLSearchParams(known).toString()}`;
}
