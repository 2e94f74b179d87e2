// Every page works without this file. It finds what asks to be better with a script and hands it over.
import { autosave } from './autosave.js';
import { copy } from './copy.js';
import { draft } from './draft.js';
import { fileDrop } from './file-drop.js';
import { focus } from './focus.js';
import { forget } from './forget.js';
import { menu } from './menu.js';
import { once } from './once.js';
import { preview } from './preview.js';
import { progress } from './progress.js';
import { reveal } from './reveal.js';
import { sharedDevice } from './shared-device.js';

const ENHANCERS = { autosave, copy, draft, 'file-drop': fileDrop, focus, forget, menu, once, preview, progress, reveal, 'shared-device': sharedDevice };

document.documentElement.classList.add('scripted');
for (const element of document.querySelectorAll('[data-enhance]')) {
  for (const name of element.dataset.enhance.split(' ')) ENHANCERS[name]?.(element);
}
document.querySelector('.masthead-nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
