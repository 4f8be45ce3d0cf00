import { make } from './dom.js';

/**
 * Opens a card's overflow menu under its button; closes on a choice, Escape, Tab or a click elsewhere.
 * @returns {boolean} true: the renderer need not draw its own
 */
export function openMenu(actions, target, label) {
  if (!target) return false;
  const holder = target.parentElement;
  const open = holder.querySelector('.menu');
  if (open) {
    open.close();
    return true;
  }
  const items = actions.map((action) =>
    make(
      'button',
      {
        type: 'button',
        class: `menu-item style-${action.style}`,
        role: 'menuitem',
        tabIndex: -1,
        disabled: !action.isEnabled,
        'data-action-id': action.id,
        onclick: () => {
          close();
          action.execute();
        },
      },
      action.title ?? '',
    ),
  );
  const menu = make('div', { class: 'menu', role: 'menu', 'aria-label': label, onkeydown: steer }, ...items);
  menu.close = close;

  function close({ focus = true } = {}) {
    document.removeEventListener('pointerdown', closeOutside, true);
    document.removeEventListener('scroll', closeOutside, true);
    menu.remove();
    target.setAttribute('aria-expanded', 'false');
    if (focus) target.focus();
  }

  function closeOutside(event) {
    if (!menu.contains(event.target) && !target.contains(event.target)) close({ focus: false });
  }

  function steer(event) {
    const at = items.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      items[steps[event.key] % items.length].focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  holder.append(menu);
  placeUnder(menu, target);
  target.setAttribute('aria-haspopup', 'menu');
  target.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', closeOutside, true);
  document.addEventListener('scroll', closeOutside, true);
  items[0]?.focus({ preventScroll: true });
  return true;
}

/** Under the button, or above it where the window ends; never past its sides. */
function placeUnder(menu, target) {
  const gap = 4;
  const button = target.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = button.bottom + gap;
  menu.style.top = `${below + height > innerHeight - gap ? Math.max(gap, button.top - gap - height) : below}px`;
  menu.style.left = `${Math.max(gap, Math.min(button.left, innerWidth - width - gap))}px`;
}
