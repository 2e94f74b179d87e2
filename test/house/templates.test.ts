import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, ROOT, textOf } from './sources';

const templates = filesUnder('views', '.hbs');

describe('the templates', () => {
  it('hold no inline style or script: the content security policy would drop them', () => {
    const offenders = templates.filter((path) =>
      /\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/i.test(textOf(path).replaceAll(/\{\{.*?\}\}/gs, '')),
    );
    expect(offenders.filter((path) => !path.includes('/mail/') && !path.includes('layouts/mail'))).toEqual([]);
  });

  it('put the token into every form that changes something', () => {
    const offenders = templates.filter((path) => {
      const forms = [...textOf(path).matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/gi)];
      return forms.some(([form]) => !form.includes('{{csrf}}'));
    });
    expect(offenders).toEqual([]);
  });

  it('load nothing from another host', () => {
    const offenders = templates.filter((path) => /(src|href|action)="https?:/i.test(textOf(path)));
    expect(offenders).toEqual([]);
  });

  it('never let go of escaping, except for HTML that the server made itself', () => {
    const allowed = /^(body|html|.*[Hh]tml|svg|.*[Ss]vg|picture|drawing|@partial-block)$/;
    const offenders = templates.flatMap((path) =>
      [...textOf(path).matchAll(/\{\{\{\s*([^}]+?)\s*\}\}\}/g)]
        .filter(([, expression]) => !allowed.test(expression?.split('.').at(-1) ?? ''))
        .map(([text]) => `${path}: ${text}`),
    );
    expect(offenders).toEqual([]);
  });

  it('stand in folders named as the modules, the layouts or the components', () => {
    const folders = new Set(templates.map((path) => path.split('/')[1] ?? ''));
    const homeless = [...folders].filter(
      (folder) => !['layouts', 'components', 'errors'].includes(folder) && !existsSync(join(ROOT, 'src/modules', folder)),
    );
    expect(homeless).toEqual([]);
  });
});
