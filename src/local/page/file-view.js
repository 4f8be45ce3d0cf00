import { setBusy } from './card-view.js';
import { openSlot } from './card-slot.js';
import { icon, make } from './dom.js';
import { isSafeAddress } from './markdown.js';

/** A file's name over its size or kind; more may stand beside them. */
export function drawFile(name, note, ...more) {
  const text = make(
    'div',
    { class: 'file-text' },
    make('bdi', { class: 'file-name' }, name),
    note && make('span', { class: 'file-note' }, note),
  );
  return make('div', { class: 'file' }, icon('file'), text, ...more);
}

/** @param {number} bytes @returns {string} such as `1.2 MB`, `1,2 Mo` */
export function sizeInWords(bytes, locale) {
  const format = (size, unit, unitDisplay = 'short') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 }).format(size);
  if (bytes < 1000) return format(bytes, 'byte', 'long');
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? format(kilobytes, 'kilobyte') : format(kilobytes / 1024, 'megabyte');
}

/** What a person sent. */
export function drawSentFiles(files, { locale }) {
  const items = files.map(({ name, size }) => make('li', {}, drawFile(name, sizeInWords(size, locale))));
  return make('ul', { class: 'bubble files' }, ...items);
}

/** The bot asks whether it may send a file. As in Teams, the question stays until the bot takes it away. */
export function drawConsent({ name, content }, index, message, context) {
  const { words, locale, actions } = context;
  const frame = make('div', { class: 'card-frame' });
  const { slot, element } = openSlot(`${message.id}/${index}`, message, context, frame);
  const drawButton = (action, label, look) => {
    const press = { kind: 'consent', attachment: index, action };
    const button = make(
      'button',
      {
        type: 'button',
        class: `button ${look}`,
        'data-action-id': `file-${action}`,
        onclick: () => void actions.press(press, slot, button),
      },
      make('span', {}, label),
    );
    return button;
  };
  frame.append(
    make(
      'div',
      { class: 'file-card', role: 'group', 'aria-label': words.fileQuestion(name), 'data-file': name, tabIndex: -1 },
      drawFile(name, sizeInWords(content.sizeInBytes, locale)),
      content.description && make('p', { class: 'file-description' }, content.description),
      make(
        'div',
        { class: 'file-actions' },
        drawButton('accept', words.allow, 'primary'),
        drawButton('decline', words.decline, ''),
      ),
    ),
  );
  if (actions.isPressing(message.id)) setBusy(frame, true);
  return element;
}

/** A file that the bot has sent. */
export function drawFileInfo({ name, contentUrl, content }, { words }) {
  const label = words.downloadFile(name);
  const href = localAddress(contentUrl);
  const link =
    isSafeAddress(contentUrl) &&
    make(
      'a',
      { class: 'button', href, download: name, title: label, 'aria-label': label },
      icon('download'),
      make('span', {}, words.download),
    );
  const kind = content.fileType.toUpperCase();
  return make(
    'div',
    { class: 'card-frame' },
    make('div', { class: 'file-card', 'data-file': name }, drawFile(name, kind, link)),
  );
}

/** The server knows itself by one name only, and the window may have been opened under another. */
function localAddress(address) {
  const { hostname, pathname } = new URL(address);
  const isLocal = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname) && pathname.startsWith('/local/files/');
  return isLocal ? pathname : address;
}
