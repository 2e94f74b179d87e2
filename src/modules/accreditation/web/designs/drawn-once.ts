/** Drawings that are the same in thousands of diplomas, by what they depend on: as few as there are templates, papers, languages and ranks. */
const drawn = new Map<string, string>();

/** Works a drawing out the first time that it is asked for. */
export function drawnOnce(key: string, draw: () => string): string {
  let path = drawn.get(key);
  if (path === undefined) {
    path = draw();
    drawn.set(key, path);
  }
  return path;
}
