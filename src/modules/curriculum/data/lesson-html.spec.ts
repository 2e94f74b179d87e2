import { inlineHtml, lessonHtml } from './lesson-html';

describe('lesson texts as HTML', () => {
  it('know paragraphs, bold, emphasis, lists and quotations', () => {
    expect(lessonHtml('Uno **dos** *tres*.\n\n- a\n- b\n\n> **Ana:** Hola.')).toBe(
      '<p>Uno <strong>dos</strong> <em>tres</em>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<blockquote>\n<p><strong>Ana:</strong> Hola.</p>\n</blockquote>',
    );
  });

  it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '![a](x)', '<a href="https://example.com">', '&lt;b&gt;', '`a`', '# a'])(
    'let nothing else through: %s',
    (text) => {
      expect(lessonHtml(text).replace(/<\/?p>/g, '')).not.toMatch(/[<>]|href="|<code|<h1/);
    },
  );

  it('stay on one line inside a label', () => {
    expect(inlineHtml('Saluda **ya**.')).toBe('Saluda <strong>ya</strong>.');
  });
});
