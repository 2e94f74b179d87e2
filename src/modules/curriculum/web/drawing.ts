import { download, type Reply } from '#platform/http/reply';

/** A drawing of a unit. Opened by itself it is a page of its own: there it may run, fetch and reach nothing. */
export function drawing(file: string, svg: string, cacheControl: string): Reply {
  return download({
    name: file,
    type: 'image/svg+xml',
    body: svg,
    inline: true,
    headers: {
      'cache-control': cacheControl,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
}
