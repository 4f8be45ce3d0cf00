import { setBusy } from './card-view.js';
import { icon, make } from './dom.js';

/**
 * The place of a card with the line under it, known by its key.
 * @param {string} key
 * @param {object} message
 * @param {import('./message-view.js').MessageContext} context
 * @param {HTMLElement} frame
 * @param {{replace?: Function}} [more] what can be done with this card besides
 * @returns {{slot: import('./actions.js').Slot, element: HTMLElement}}
 */
export function openSlot(key, message, { words, slots }, frame, more = {}) {
  const note = make('div', { class: 'card-note', role: 'status' });
  slots.set(key, {
    ...more,
    note(text, { error = false, retry } = {}) {
      const again = retry && make('button', { type: 'button', class: 'button', onclick: retry }, words.retry);
      note.className = error ? 'card-note error' : 'card-note';
      note.replaceChildren(
        ...(text ? [error ? icon('warning') : '', make('span', {}, text)] : []),
        ...(again ? [again] : []),
      );
      if (text) note.scrollIntoView({ block: 'nearest' });
    },
    busy: (busy, button) => setBusy(frame, busy, button),
    reveal: () => frame.scrollIntoView({ block: 'nearest' }),
  });
  return { slot: standingSlot(key, message, slots), element: make('div', { class: 'card-slot' }, frame, note) };
}

/** An answer may come after its message was drawn anew: it goes to where the card stands then. */
function standingSlot(key, message, slots) {
  return {
    messageId: message.id,
    threadId: message.threadId ?? message.id,
    replace: (...given) => slots.get(key)?.replace(...given),
    note: (...given) => slots.get(key)?.note(...given),
    busy: (...given) => slots.get(key)?.busy(...given),
    reveal: () => slots.get(key)?.reveal(),
  };
}
