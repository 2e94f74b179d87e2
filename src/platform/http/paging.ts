export interface Paging {
  readonly previous: string | null;
  readonly next: string | null;
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** The page that an address asks for, from 1; nonsense is the first. */
export function pageNumber(typed: unknown): number {
  const number = typeof typed === 'string' && /^\d{1,6}$/.test(typed) ? Number(typed) : 1;
  return Math.max(1, number);
}

/** Where the neighbours of a page are: the same address with another page. */
export function pagingOf(path: string, query: Readonly<Record<string, string>>, number: number, size: number, total: number): Paging {
  const at = (page: number): string => {
    const parameters = new URLSearchParams({ ...query, ...(page > 1 ? { page: String(page) } : {}) }).toString();
    return parameters === '' ? path : `${path}?${parameters}`;
  };
  const last = Math.max(1, Math.ceil(total / size));
  return {
    previous: number > 1 ? at(Math.min(number - 1, last)) : null,
    next: number < last ? at(number + 1) : null,
    from: Math.min(total, (number - 1) * size + 1),
    to: Math.min(total, number * size),
    total,
  };
}
