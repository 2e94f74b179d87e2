/** A file can be dropped anywhere on the box; its name and size are said aloud. */
export function fileDrop(box) {
  const input = box.querySelector('input[type="file"]');
  const name = box.querySelector('[data-file-name]');
  const show = () => {
    const [file] = input.files;
    name.textContent = file ? `${file.name} · ${size(file.size)}` : name.dataset.empty;
  };

  for (const kind of ['dragenter', 'dragover']) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.classList.add('file-drop-over');
    });
  }
  for (const kind of ['dragleave', 'drop']) box.addEventListener(kind, () => box.classList.remove('file-drop-over'));
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  input.addEventListener('change', show);
  show();
}

function size(bytes) {
  const language = document.documentElement.lang;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
