/** What was worked out from what is committed now, for as long as nothing else is. Two who ask at once share one walk. */
export class KeptCounts<T> {
  private version = '';
  private readonly kept = new Map<string, Promise<T>>();

  has(version: string, key: string): boolean {
    return version === this.version && this.kept.has(key);
  }

  of(version: string, key: string, count: () => Promise<T>): Promise<T> {
    if (version !== this.version || this.kept.size >= MOST) this.kept.clear();
    this.version = version;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const counted = count();
    this.kept.set(key, counted);
    // A failure is not kept.
    counted.catch(() => this.kept.delete(key));
    return counted;
  }
}

const MOST = 50;
