import MarkdownIt from 'markdown-it';

// Only what lessons may use exists here: whatever else a text holds comes out as plain, escaped characters.
const markdown = new MarkdownIt('zero').enable(['emphasis', 'list', 'blockquote']);

/** Paragraphs, lists, quotations, bold and emphasis as HTML; everything else escaped. */
export function lessonHtml(text: string): string {
  return markdown.render(text).trim();
}

/** One line, to stand inside a label or a list item of ours. */
export function inlineHtml(text: string): string {
  return markdown.renderInline(text).trim();
}
