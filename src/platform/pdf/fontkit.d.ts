// fontkit ships no types: what we use of it.
declare module 'fontkit' {
  export interface GlyphRun {
    readonly glyphs: readonly unknown[];
    readonly positions: readonly object[];
    readonly advanceWidth: number;
  }
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features?: readonly string[]): GlyphRun;
  }
  export function create(bytes: Uint8Array): Font;
}
