// fontkit ships no types: what we use of it.
declare module 'fontkit' {
  export interface Font {
    readonly unitsPerEm: number;
    readonly postscriptName: string;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features?: readonly string[]): { readonly advanceWidth: number };
  }
  export function create(bytes: Uint8Array): Font;
}
