import { drawCard, findFault, setBusy } from './card-view.js';
import { icon, make } from './dom.js';

const SIZES = { small: 400, medium: 600, large: 800 };

/**
 * Shows a task module: a card to fill in, or a message. Escape closes; the browser keeps the keyboard inside and
 * returns it afterwards.
 * @param {{type: string, value: any}} task the bot's answer
 * @param {{words: object, theme: 'light'|'dark', submit: (data: object) => Promise<any>, describe: (fault: Error) => string}} options
 */
export function showDialog(task, { words, theme, submit, describe }) {
  const title = make('h2', { class: 'dialog-title', id: 'dialog-title' });
  const body = make('div', { class: 'dialog-body' });
  const note = make('div', { class: 'dialog-note', role: 'alert' });
  const closeButton = make(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': words.close,
      title: words.close,
      onclick: () => dialog.close(),
    },
    icon('close'),
  );
  const dialog = make(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() },
    make('header', { class: 'dialog-header' }, title, closeButton),
    body,
    note,
  );
  let busy = false;

  function show({ type, value }) {
    note.replaceChildren();
    if (type === 'message') return showMessage(String(value));
    title.textContent = value.title ?? '';
    dialog.style.setProperty('--dialog-width', toPixels(value.width, SIZES.medium));
    if (value.height) dialog.style.setProperty('--dialog-height', toPixels(value.height, SIZES.medium));
    const content = value.card?.content ?? value.card;
    const card = drawCard(content, { theme, words, onPress: press });
    body.replaceChildren(card);
    (findFault(card) ?? card.querySelector('input, textarea, select'))?.focus();
  }

  function showMessage(text) {
    const ok = make('button', { type: 'button', class: 'button primary', onclick: () => dialog.close() }, words.ok);
    body.replaceChildren(make('p', { class: 'dialog-message' }, text), make('div', { class: 'dialog-actions' }, ok));
    ok.focus();
  }

  async function press(pressed, button) {
    if (busy) return;
    if (pressed.kind === 'execute') return complain(words.executeInDialog);
    busy = true;
    note.replaceChildren();
    const card = body.firstElementChild;
    queueMicrotask(() => busy && setBusy(card, true, button));
    try {
      const answer = await submit(pressed.data);
      if (answer?.task) show(answer.task);
      else dialog.close();
    } catch (fault) {
      complain(describe(fault), () => press(pressed, button));
    } finally {
      busy = false;
      setBusy(card, false);
    }
  }

  function complain(text, retry) {
    const again = retry && make('button', { type: 'button', class: 'button', onclick: retry }, words.retry);
    note.replaceChildren(icon('warning'), make('span', {}, text), ...(again ? [again] : []));
  }

  document.body.append(dialog);
  dialog.showModal();
  show(task);
}

function toPixels(size, otherwise) {
  return `${SIZES[size] ?? (Number(size) || otherwise)}px`;
}
