/** Where people share a device, the next one finds nothing of the last. */
export function forget() {
  for (const name of ['sessionStorage', 'localStorage']) {
    try {
      window[name].clear();
    } catch {
      // a private window keeps nothing anyway
    }
  }
}
