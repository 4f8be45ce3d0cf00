import { icon, make } from './dom.js';
import { drawFile, sizeInWords } from './file-view.js';

/** The files that go with the next message: chosen by the paper clip or dropped, and taken away again. */
export function createChosenFiles({ onChange }) {
  /** @type {File[]} */
  let files = [];
  /** @type {{words: object, locale: string, limits: {fileBytes: number, files: number}}} */
  let state;

  const input = make('input', { type: 'file', multiple: true, hidden: true, tabIndex: -1, onchange: onChosen });
  const button = make(
    'button',
    { type: 'button', id: 'attach', class: 'icon-button attach', onclick: () => input.click() },
    icon('attach'),
  );
  const list = make('ul', { class: 'chosen', 'aria-live': 'polite', hidden: true });
  const complaint = make('p', { class: 'card-note error', role: 'alert', hidden: true });

  function onChosen() {
    add([...input.files]);
    // The same file may be chosen again.
    input.value = '';
  }

  function add(given) {
    const { words, locale, limits } = state;
    const fitting = given.filter(({ size }) => size <= limits.fileBytes);
    const tooLarge = given.find(({ size }) => size > limits.fileBytes);
    const room = limits.files - files.length;
    files = [...files, ...fitting.slice(0, room)];
    draw();
    if (tooLarge) complain(words.fileTooLarge(tooLarge.name, sizeInWords(limits.fileBytes, locale)));
    else if (fitting.length > room) complain(words.tooManyFiles(limits.files));
    onChange();
  }

  function remove(file) {
    files = files.filter((other) => other !== file);
    draw();
    onChange();
  }

  function complain(text) {
    complaint.replaceChildren(icon('warning'), make('span', {}, text));
    complaint.hidden = false;
  }

  function draw() {
    const { words, locale } = state;
    const drawRemove = (file) =>
      make(
        'button',
        {
          type: 'button',
          class: 'icon-button small',
          'aria-label': words.removeFile(file.name),
          title: words.removeFile(file.name),
          onclick: () => remove(file),
        },
        icon('close'),
      );
    const items = files.map((file) =>
      make('li', {}, drawFile(file.name, sizeInWords(file.size, locale), drawRemove(file))),
    );
    list.replaceChildren(...items);
    list.hidden = files.length === 0;
    complaint.hidden = true;
  }

  return {
    button,
    parts: [list, complaint, input],
    add,
    complain,
    count: () => files.length,
    /** Hands over what was chosen; nothing is chosen then. */
    take() {
      const taken = files;
      files = [];
      draw();
      return taken;
    },
    show(next) {
      state = next;
      button.setAttribute('aria-label', state.words.attach);
      button.title = state.words.attach;
      list.setAttribute('aria-label', state.words.chosenFiles);
      draw();
    },
  };
}
