/** A path of this very site, or the fallback: a link must not lead people from our sign-in page to somebody else's. */
export function localPath(typed: unknown, fallback = '/'): string {
  if (typeof typed !== 'string' || typed.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(typed) || typed.includes('\\')) return fallback;
  return typed;
}
