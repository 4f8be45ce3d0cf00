import { icon, make } from './dom.js';
import { drawMessage } from './message-view.js';

const GROUPING_MS = 5 * 60_000;
const NEAR_BOTTOM_PX = 120;

/** The list of messages: draws, updates in place, keeps the end in sight unless the reader has scrolled up. */
export function createLog(log, jump) {
  /** @type {any[]} */
  let messages = [];
  let context;
  let onReply = () => {};
  let onSeen = () => {};

  const isNearBottom = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_BOTTOM_PX;
  const toBottom = () => {
    log.scrollTop = log.scrollHeight;
    jump.hidden = true;
  };
  const elementOf = (id) => log.querySelector(`[data-message-id="${CSS.escape(id)}"]`);

  function redraw() {
    // A conversation that is opened is not read out as if it had just been said.
    log.setAttribute('aria-live', 'off');
    log.replaceChildren();
    if (messages.length === 0) log.append(drawEmpty());
    for (const message of messages) append(message);
    toBottom();
    setTimeout(() => log.setAttribute('aria-live', 'polite'), 200);
  }

  function drawEmpty() {
    const { words } = context;
    return make(
      'div',
      { class: 'empty' },
      icon('chat'),
      make('p', { class: 'empty-title' }, words.empty),
      make('p', {}, words.emptyHint),
    );
  }

  function append(message) {
    log.querySelector('.empty')?.remove();
    const drawn = drawMessage(message, context);
    const index = messages.indexOf(message);
    const before = messages[index - 1];
    if (!before || !sameDay(before.at, message.at)) log.append(drawDay(message.at));
    if (context.kind === 'channel') return appendToThread(message, drawn);
    if (before && follows(before, message)) drawn.classList.add('follows');
    log.append(drawn);
  }

  function appendToThread(message, drawn) {
    const { words } = context;
    const root = message.threadId ?? message.id;
    let thread = log.querySelector(`[data-thread="${CSS.escape(root)}"]`);
    if (!thread) {
      const reply = make(
        'button',
        { type: 'button', class: 'reply', onclick: () => onReply({ id: root, name: message.from.name }) },
        icon('reply'),
        words.reply,
      );
      thread = make('section', { class: 'thread', 'data-thread': root }, make('div', { class: 'replies' }), reply);
      log.append(thread);
    }
    if (root === message.id) thread.prepend(drawn);
    else thread.querySelector('.replies').append(drawn);
  }

  function drawDay(at) {
    const { locale, words } = context;
    const days = Math.round((startOfDay(new Date()) - startOfDay(new Date(at))) / 86_400_000);
    const name =
      days === 0
        ? words.today
        : days === 1
          ? words.yesterday
          : new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(at));
    return make('div', { class: 'day' }, make('span', {}, name));
  }

  function add(message) {
    const stay = !isNearBottom() && message.from.objectId !== context.me.objectId;
    messages.push(message);
    append(message);
    if (stay) jump.hidden = false;
    else toBottom();
    onSeen();
  }

  function update(message) {
    const index = messages.findIndex(({ id }) => id === message.id);
    if (index < 0) return;
    if (messages[index].version === message.version && messages[index].failure === message.failure) return;
    const near = isNearBottom();
    messages[index] = message;
    const old = elementOf(message.id);
    const drawn = drawMessage(message, context);
    drawn.classList.toggle('follows', old.classList.contains('follows'));
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(drawn);
    if (hadFocus) (drawn.querySelector('.card, .file-card[tabindex]') ?? log).focus({ preventScroll: true });
    if (near) toBottom();
  }

  let atEnd = true;
  log.addEventListener('scroll', () => {
    atEnd = isNearBottom();
    if (atEnd) jump.hidden = true;
  });
  // The message box grows and shrinks below: the end stays in sight.
  new ResizeObserver(() => atEnd && toBottom()).observe(log);
  jump.addEventListener('click', () => {
    toBottom();
    log.focus();
  });

  return {
    /** Shows a conversation from the start. */
    show(list, nextContext, handlers) {
      messages = list;
      context = nextContext;
      onReply = handlers.onReply;
      onSeen = handlers.onSeen;
      jump.replaceChildren(icon('down'), context.words.newMessages);
      log.setAttribute('aria-label', context.words.log);
      redraw();
    },
    /** Adds a message, or shows its latest state. */
    put(message) {
      if (messages.some(({ id }) => id === message.id)) update(message);
      else add(message);
    },
    divide(text) {
      log.append(make('div', { class: 'day divider' }, make('span', {}, text)));
      toBottom();
    },
    isEmpty: () => messages.length === 0,
  };
}

function follows(before, message) {
  const same = before.from.name === message.from.name && before.from.bot === message.from.bot;
  return same && sameDay(before.at, message.at) && new Date(message.at) - new Date(before.at) < GROUPING_MS;
}

function sameDay(one, other) {
  return startOfDay(new Date(one)) === startOfDay(new Date(other));
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
