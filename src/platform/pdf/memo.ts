/**
 * Remembers what is dear to work out. When it is full, what nobody asked for since it was last half full is forgotten: close to
 * "least recently used", without moving an entry at each question.
 */
export class Memo<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  constructor(private readonly most: number) {}

  of(key: string, workOut: () => Value): Value {
    const remembered = this.young.get(key);
    if (remembered !== undefined) return remembered;
    const value = this.old.get(key) ?? workOut();
    if (this.young.size >= this.most / 2) [this.old, this.young] = [this.young, new Map<string, Value>()];
    this.young.set(key, value);
    return value;
  }
}
