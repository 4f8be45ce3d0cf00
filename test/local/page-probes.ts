/** Questions that are answered in the browser, where the compiler's types do not reach. */

export const KEYBOARD_IN_DIALOG = `
  document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)`;

export const CARD_BACKGROUND = `getComputedStyle(document.querySelector('.card')).backgroundColor`;

/** What sticks out of the window to the right; the suggestions may be scrolled sideways. */
export const WIDER_THAN_WINDOW = `
  [...document.querySelectorAll('.room *')]
    .filter((element) => !element.closest('.composer .chips'))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => element.outerHTML)`;

/** Controls in sight that a screen reader could not name. */
export const NAMELESS_CONTROLS = `
  [...document.querySelectorAll('button, a, input, select, textarea, [role="log"], nav')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const referred = ids.map((id) => document.getElementById(id)?.textContent).join('');
      const labels = [...(element.labels ?? [])].map((label) => label.textContent).join('');
      const own = ['BUTTON', 'A'].includes(element.tagName) ? element.textContent : '';
      return !(element.getAttribute('aria-label') || referred || labels || own).trim();
    })
    .map((element) => element.outerHTML)`;
