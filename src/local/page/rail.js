import { avatar, icon, make } from './dom.js';
import { LOCALES, addressOf } from './settings.js';

const LANGUAGES = { 'en-US': 'English', 'fr-FR': 'Français' };

/**
 * The left column: conversations, people, theme and language.
 * @param {HTMLElement} rail
 * @param {{settings: object, words: object, people: any[], me?: any, conversations: any[], botName: string,
 *   onChange: (settings: object) => void}} state
 */
export function drawRail(rail, state) {
  const { words, me, botName } = state;
  rail.setAttribute('aria-label', words.menu);
  const focused = rail.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const scrolled = rail.querySelector('.people')?.scrollTop ?? 0;
  rail.replaceChildren(
    make(
      'div',
      { class: 'rail-head' },
      make('img', { src: '/local/assets/icon.svg', alt: '', width: 32, height: 32 }),
      make('div', {}, make('p', { class: 'product' }, botName), make('p', { class: 'tag' }, words.local)),
    ),
    ...(me ? [make('h2', {}, words.conversations), drawConversations(state)] : []),
    make('h2', {}, words.speakAs),
    drawPeople(state),
    drawChoices(state),
  );
  rail.querySelector('.people').scrollTop = scrolled;
  if (scrolled === 0) rail.querySelector('.people [aria-current]')?.scrollIntoView({ block: 'nearest' });
  if (focused) rail.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function drawConversations({ settings, words, conversations, onChange, size }) {
  const notes = { personal: words.personalNote, group: words.groupNote(size), channel: words.channelNote };
  const icons = { personal: 'chat', group: 'group', channel: 'channel' };
  const items = conversations.map(({ kind, unread }) => {
    const current = settings.in === kind;
    const link = make(
      'a',
      {
        href: addressOf({ ...settings, in: kind }),
        class: 'row',
        'data-key': kind,
        'data-conversation': kind,
        'aria-current': current ? 'page' : undefined,
        onclick: (event) => follow(event, () => onChange({ in: kind })),
      },
      make('span', { class: 'glyph' }, icon(icons[kind])),
      make(
        'span',
        { class: 'row-text' },
        make('span', { class: 'row-name' }, words[kind]),
        make('span', { class: 'row-note' }, notes[kind]),
      ),
      drawBadge(current ? 0 : unread, words),
    );
    return make('li', {}, link);
  });
  return make('ul', { class: 'rows' }, ...items);
}

function drawPeople({ settings, words, people, me, onChange }) {
  const items = people.map((person) => {
    const current = person.objectId === me?.objectId;
    const link = make(
      'a',
      {
        href: addressOf({ ...settings, as: person.objectId }),
        class: 'row',
        'data-key': person.objectId,
        'data-person': person.userPrincipalName,
        'aria-current': current ? 'true' : undefined,
        title: person.userPrincipalName,
        onclick: (event) => follow(event, () => onChange({ as: person.objectId })),
      },
      avatar(person.displayName, { small: true }),
      make(
        'span',
        { class: 'row-text' },
        make('span', { class: 'row-name' }, person.displayName, current ? ` (${words.you})` : ''),
        make('span', { class: 'row-note' }, person.note),
      ),
      drawBadge(current ? 0 : person.unread, words),
    );
    const label = words.openWindow(person.displayName);
    const other = make(
      'a',
      {
        href: addressOf({ ...settings, as: person.objectId, in: 'personal' }),
        class: 'icon-button other-window',
        target: '_blank',
        rel: 'noopener',
        'aria-label': label,
        title: label,
      },
      icon('window'),
    );
    return make('li', { class: 'person' }, link, other);
  });
  return make('ul', { class: 'rows people' }, ...items);
}

function drawBadge(count, words) {
  if (!count) return null;
  return make(
    'span',
    { class: 'badge' },
    make('span', { 'aria-hidden': 'true' }, count > 99 ? '99+' : String(count)),
    make('span', { class: 'hidden-words' }, words.unread(count)),
  );
}

function drawChoices({ settings, words, onChange }) {
  const dark = settings.theme === 'dark';
  const label = dark ? words.light : words.dark;
  const theme = make(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'data-key': 'theme',
      'aria-label': label,
      title: label,
      onclick: () => onChange({ theme: dark ? 'light' : 'dark' }),
    },
    icon(dark ? 'sun' : 'moon'),
  );
  const language = make(
    'select',
    {
      'aria-label': words.language,
      'data-key': 'language',
      onchange: (event) => onChange({ locale: event.target.value }),
    },
    ...LOCALES.map((locale) =>
      make('option', { value: locale, lang: locale, selected: locale === settings.locale }, LANGUAGES[locale]),
    ),
  );
  return make('div', { class: 'choices' }, language, theme);
}

/** Links switch in place; with a modifier key they open a window of their own, as links do. */
function follow(event, change) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  change();
}
