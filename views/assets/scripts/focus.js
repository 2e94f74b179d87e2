/** Puts a summary of mistakes in front of the person who just sent the form. */
export function focus(element) {
  element.focus();
}
