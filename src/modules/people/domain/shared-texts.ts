/** One copy of each text that thousands of rows repeat: teams, sites, jobs, days. A hundred thousand people fit into memory because of it. */
export class SharedTexts {
  private readonly known = new Map<string, string>();

  of<Text extends string | null | undefined>(text: Text): Text {
    if (text == null) return text;
    const known = this.known.get(text);
    if (known !== undefined) return known as Text;
    if (this.known.size < MOST) this.known.set(text, text);
    return text;
  }

  /** Replaces the named fields of an object that nobody else holds yet. */
  in<Row extends object>(row: Row, fields: readonly (keyof Row)[]): Row {
    for (const field of fields) row[field] = this.of(row[field] as string | null | undefined) as Row[keyof Row];
    return row;
  }
}

/** What is different in every row is not worth remembering. */
const MOST = 20_000;
