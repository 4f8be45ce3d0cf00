import { post } from './api.js';
import { createChosenFiles } from './chosen-files.js';
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
  const chosen = createChosenFiles({ onChange: onFiles });
  const box = make('div', { class: 'box' }, chosen.button, text, sendButton);
  form.append(chips, reply, ...chosen.parts, box, mentionLabel);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(text.value);
  });

  /** A suggestion goes alone: the files are for what the person writes. */
  function send(value, { alone = false } = {}) {
    const sentence = value.trim();
    const files = alone ? [] : chosen.take();
    if (!sentence && files.length === 0) return text.focus();
    if (sentence) said.push(sentence);
    recalled = -1;
    state.onSay(sentence, { mention, thread: replyingTo?.id, files });
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
    sendButton.classList.toggle('ready', text.value.trim() !== '' || chosen.count() > 0);
  }

  function onFiles() {
    resize();
    text.focus();
  }

  function showFiles({ words, facts, kind, limits }, before) {
    chosen.show({ words, locale: facts.locale, limits });
    chosen.button.hidden = kind !== 'personal';
    if (before && before.facts.conversation !== facts.conversation) chosen.take();
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
    /** @param {{words: object, kind: string, place: string, botName: string, facts: object, limits: object, seesPrices: boolean, onSay: Function}} next */
    show(next) {
      showFiles(next, state);
      state = next;
      const { words } = state;
      const label = state.kind === 'personal' ? words.write : words.writeTo(state.place);
      text.placeholder = label;
      text.setAttribute('aria-label', label);
      sendButton.setAttribute('aria-label', words.send);
      sendButton.title = words.send;
      chips.setAttribute('aria-label', words.suggestions);
      chips.replaceChildren(
        ...[...words.prompts, state.seesPrices ? words.pricePrompt : words.otherPrompt].map((prompt) =>
          make('button', { type: 'button', class: 'chip', onclick: () => send(prompt, { alone: true }) }, prompt),
        ),
      );
      mentionLabel.hidden = state.kind === 'personal';
      mentionText.textContent = words.mention(state.botName);
      setReply(null);
      resize();
    },
    setReply,
    /** What invites to drop files here; undefined where Teams would not hand them to the bot. */
    invitation: () => (state?.kind === 'personal' ? state.words.dropFiles : undefined),
    attach(files, folders) {
      if (files.length > 0) chosen.add(files);
      if (folders) chosen.complain(state.words.noFolders);
    },
    focus: () => text.focus(),
  };
}
