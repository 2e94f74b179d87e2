/** Lets people see the password they type: on a phone most mistakes are slips of the thumb. */
export function reveal(box) {
  const input = box.querySelector('input');
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-controls', input.id);
  const show = (visible) => {
    input.type = visible ? 'text' : 'password';
    button.textContent = visible ? box.dataset.hide : box.dataset.show;
  };
  button.addEventListener('click', () => show(input.type === 'password'));
  input.form?.addEventListener('submit', () => show(false));
  show(false);
  box.append(button);
}
