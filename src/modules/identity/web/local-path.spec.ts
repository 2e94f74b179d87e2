import { localPath } from './local-path';

describe('the way back', () => {
  it('stays on this site', () => {
    expect(localPath('/my/diplomas?page=2')).toBe('/my/diplomas?page=2');
    for (const elsewhere of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/a\\b',
      '/a\r\nSet-Cookie: x',
      '',
      '/a b',
      undefined,
      7,
    ])
      expect(localPath(elsewhere)).toBe('/');
    expect(localPath('//evil.example', '/account')).toBe('/account');
  });
});
