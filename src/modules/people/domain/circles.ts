/**
 * Groups of those who stand above one another, each reached from `starts` upwards: in every group each leads to each of the others.
 * Whoever stands in no circle is in no group. (Tarjan's components, without recursion: a chain may be as long as the roster.)
 */
export function circlesIn(starts: Iterable<string>, above: (key: string) => readonly string[]): ReadonlySet<string>[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const circles: ReadonlySet<string>[] = [];
  const enter = (key: string): Visit => {
    order.set(key, order.size);
    low.set(key, order.size - 1);
    open.push(key);
    isOpen.add(key);
    return { key, rest: above(key)[Symbol.iterator]() };
  };
  const reach = (key: string, n: number): void => {
    low.set(key, Math.min(low.get(key) ?? n, n));
  };
  for (const start of starts) {
    const visits = order.has(start) ? [] : [enter(start)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const next = visit.rest.next();
      if (next.done !== true) {
        if (!order.has(next.value)) visits.push(enter(next.value));
        else if (isOpen.has(next.value)) reach(visit.key, order.get(next.value) ?? 0);
        continue;
      }
      visits.pop();
      const own = low.get(visit.key) ?? 0;
      const below = visits.at(-1);
      if (below) reach(below.key, own);
      if (own !== order.get(visit.key)) continue;
      const group = new Set(open.splice(open.lastIndexOf(visit.key)));
      for (const key of group) isOpen.delete(key);
      if (group.size > 1 || above(visit.key).includes(visit.key)) circles.push(group);
    }
  }
  return circles;
}

/** One way around in a group, from somebody in it. */
export function wayAround(from: string, group: ReadonlySet<string>, above: (key: string) => readonly string[]): string[] {
  const path: string[] = [];
  for (let at: string | undefined = from; at !== undefined && !path.includes(at);) {
    path.push(at);
    const next: readonly string[] = above(at).filter((key) => group.has(key));
    at = next.find((key) => !path.includes(key)) ?? next[0];
    if (at !== undefined && path.includes(at)) return path.slice(path.indexOf(at));
  }
  return path;
}

interface Visit {
  readonly key: string;
  readonly rest: Iterator<string>;
}
