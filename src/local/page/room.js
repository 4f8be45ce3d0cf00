import { avatar, icon, make } from './dom.js';

/** The line above the messages: where one is, and who one is. */
export function drawHeader(header, { words, me, botName, size, kind, onMenu }) {
  const title = kind === 'personal' ? botName : words[kind];
  const notes = { personal: words.personalNote, group: words.groupNote(size), channel: words.channelNote };
  header.replaceChildren(
    drawMenuButton(words, onMenu),
    kind === 'personal' ? avatar(botName, { bot: true }) : make('span', { class: 'glyph large' }, icon(kind)),
    make('div', { class: 'room-title' }, make('h1', {}, title), make('p', {}, notes[kind])),
    make(
      'div',
      { class: 'me' },
      avatar(me.displayName, { small: true }),
      make('span', { class: 'me-name' }, me.displayName),
    ),
  );
}

/** Before a person is chosen, the people stand where the messages will. */
export function drawChooser(header, log, { words, people, settings, botName, onMenu, onChoose }) {
  header.replaceChildren(drawMenuButton(words, onMenu), make('div', { class: 'room-title' }, make('h1', {}, botName)));
  const note = settings.as ? words.unknownPerson(settings.as) : people.length === 0 ? words.noPeople : '';
  const cards = people.map((person) =>
    make(
      'button',
      { type: 'button', class: 'who', onclick: () => onChoose(person) },
      avatar(person.displayName),
      make(
        'span',
        { class: 'row-text' },
        make('span', { class: 'row-name' }, person.displayName),
        make('span', { class: 'row-note' }, person.note),
      ),
    ),
  );
  log.replaceChildren(
    make(
      'div',
      { class: 'chooser' },
      make('h2', {}, words.choose),
      make('p', {}, words.chooseNote),
      note && make('p', { class: 'card-note error', role: 'alert' }, note),
      make('div', { class: 'who-list' }, ...cards),
    ),
  );
}

function drawMenuButton(words, onMenu) {
  return make(
    'button',
    {
      type: 'button',
      id: 'menu',
      class: 'icon-button menu-button',
      'aria-label': words.menu,
      'aria-controls': 'rail',
      'aria-expanded': 'false',
      onclick: onMenu,
    },
    icon('menu'),
  );
}
