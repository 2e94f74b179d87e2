/** What an address asks for. */
export type Asked = Readonly<Record<string, string | string[] | undefined>>;

export function textIn(query: Asked, name: string): string | null {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
