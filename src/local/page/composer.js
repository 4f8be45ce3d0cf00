import { post } from './api.js';
import { icon, make } from './dom.js';

const TYPING_EVERY_MS = 3_000;

/**
 * The message box with its suggestions. Enter sends, Shift+Enter breaks the line, arrow up in an empty box brings
 * back what was said last.
 */
export function createComposer(form) {
  const said = [];
  let recalled = -1;
  let mention = true;
  let replyingTo = null;
  let lastTyping = 0;
  let state;

  const text = make('textarea', {
    id: 'composer-text',
    rows: 1,
    maxLength: 28_000,
    onkeydown: onKey,
    oninput: onInput,
  });
  const sendButton = make('button', { type: 'submit', class: 'send' }, icon('send'));
  const chips = make('div', { class: 'chips', role: 'group' });
  const reply = make('div', { class: 'replying', hidden: true });
  const mentionBox = make('input', { type: 'checkbox', checked: true, onchange: () => (mention = mentionBox.checked) });
  const mentionText = make('span');
  const mentionLabel = make('label', { class: 'mention-toggle', hidden: true }, mentionBox, mentionText);
  form.append(chips, reply, make('div', { class: 'box' }, text, sendButton), mentionLabel);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(text.value);
  });

  function send(value) {
    const sentence = value.trim();
    if (!sentence) return text.focus();
    said.push(sentence);
    recalled = -1;
    state.onSay(sentence, { mention, thread: replyingTo?.id });
    text.value = '';
    setReply(null);
    resize();
    text.focus();
  }

  function onKey(event) {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send(text.value);
    } else if (event.key === 'ArrowUp' && (text.value === '' || text.value === said[recalled])) {
      const next = recalled < 0 ? said.length - 1 : recalled - 1;
      if (said[next] === undefined) return;
      event.preventDefault();
      recalled = next;
      text.value = said[next];
      resize();
    } else if (event.key === 'Escape' && replyingTo) setReply(null);
  }

  function onInput() {
    resize();
    const moment = performance.now();
    if (state.kind === 'personal' || moment - lastTyping < TYPING_EVERY_MS) return;
    lastTyping = moment;
    post('typing', { as: state.facts.as, conversation: state.facts.conversation }).catch(() => {});
  }

  function resize() {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight + 2, 160)}px`;
    sendButton.classList.toggle('ready', text.value.trim() !== '');
  }

  function setReply(target) {
    replyingTo = target;
    reply.hidden = !target;
    if (!target) return;
    const stop = make(
      'button',
      {
        type: 'button',
        class: 'icon-button small',
        'aria-label': state.words.stopReplying,
        onclick: () => setReply(null),
      },
      icon('close'),
    );
    reply.replaceChildren(icon('reply'), make('span', {}, state.words.replyingTo(target.name)), stop);
    text.focus();
  }

  return {
    /** @param {{words: object, kind: string, place: string, botName: string, facts: object, onSay: Function}} next */
    show(next) {
      state = next;
      const { words } = state;
      const label = state.kind === 'personal' ? words.write : words.writeTo(state.place);
      text.placeholder = label;
      text.setAttribute('aria-label', label);
      sendButton.setAttribute('aria-label', words.send);
      sendButton.title = words.send;
      chips.setAttribute('aria-label', words.suggestions);
      chips.replaceChildren(
        ...words.prompts.map((prompt) =>
          make('button', { type: 'button', class: 'chip', onclick: () => send(prompt) }, prompt),
        ),
      );
      mentionLabel.hidden = state.kind === 'personal';
      mentionText.textContent = words.mention(state.botName);
      setReply(null);
      resize();
    },
    setReply,
    focus: () => text.focus(),
  };
}
