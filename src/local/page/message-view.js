import { openSlot } from './card-slot.js';
import { drawCard, moveFocus, setBusy } from './card-view.js';
import { avatar, icon, make } from './dom.js';
import { drawConsent, drawFileInfo, drawSentFiles } from './file-view.js';
import { renderMarkdown } from './markdown.js';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
const FILE_CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info';

/**
 * @typedef {object} MessageContext
 * @property {object} words
 * @property {string} locale
 * @property {'light'|'dark'} theme
 * @property {{objectId: string}} me
 * @property {ReturnType<import('./actions.js').createActions>} actions
 * @property {Map<string, {version: number, json: object}>} views cards that only this person sees
 * @property {Map<string, object>} slots where cards stand now
 * @property {(message: object) => void} onRetry
 * @property {(text: string) => void} onSuggestion
 */

/** @param {object} message @param {MessageContext} context @returns {HTMLElement} */
export function drawMessage(message, context) {
  const { words, locale, me } = context;
  const mine = message.from.objectId === me.objectId;
  const at = new Date(message.at);
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
  const meta = make(
    'div',
    { class: 'meta' },
    make('span', { class: 'name' }, message.from.name),
    make(
      'time',
      {
        dateTime: message.at,
        title: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(at),
      },
      time,
    ),
    message.version > 1 && !message.deleted && message.from.bot && make('span', { class: 'edited' }, words.edited),
  );
  const classes = ['message', mine ? 'mine' : 'theirs', message.from.bot && 'from-bot'].filter(Boolean).join(' ');
  return make(
    'article',
    {
      class: classes,
      lang: message.locale,
      'aria-label': `${message.from.name}, ${time}`,
      'data-message-id': message.id,
      'data-from': message.from.bot ? 'bot' : 'person',
    },
    avatar(message.from.name, { bot: message.from.bot }),
    make('div', { class: 'body' }, meta, ...drawContent(message, context)),
  );
}

function drawContent(message, context) {
  const { words } = context;
  if (message.deleted) return [make('p', { class: 'bubble gone' }, words.deleted)];
  const { text, textFormat, attachments, suggestedActions } = message.content;
  const parts = [];
  if (text) parts.push(drawText(text, textFormat, message));
  if (message.files?.length) parts.push(drawSentFiles(message.files, context));
  (attachments ?? []).forEach((attachment, index) => parts.push(drawAttachment(attachment, index, message, context)));
  if (suggestedActions?.actions?.length) parts.push(drawSuggestions(suggestedActions.actions, context));
  if (message.failure) parts.push(drawFailure(message, context));
  return parts;
}

function drawText(text, format, message) {
  const bubble = make('div', { class: 'bubble' });
  const mentions = !message.from.bot && (message.content.entities ?? []).some((entity) => entity.type === 'mention');
  if (mentions) bubble.append(make('span', { class: 'mention' }, message.mentionName ?? '@'), ' ');
  if (format === 'plain') bubble.append(make('span', { class: 'plain' }, text));
  else bubble.append(fromHtml(renderMarkdown(text, { breaks: true })));
  return bubble;
}

/** Only for what the Markdown renderer made, which escapes everything foreign. */
function fromHtml(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

function drawAttachment(attachment, index, message, context) {
  const { contentType, content } = attachment;
  if (contentType === FILE_CONSENT) return drawConsent(attachment, index, message, context);
  if (contentType === FILE_INFO) return drawFileInfo(attachment, context);
  if (contentType !== ADAPTIVE_CARD) return make('p', { class: 'card-failed' }, context.words.unsupported(contentType));
  const key = `${message.id}/${index}`;
  const view = context.views.get(key);
  const own = view?.version >= message.version ? view : undefined;
  if (!own) context.views.delete(key);
  return drawCardSlot(own?.json ?? content, { key, message, context, own: Boolean(own) });
}

function drawCardSlot(json, { key, message, context, own }) {
  const { words, theme, actions, views } = context;
  const frame = make('div', { class: 'card-frame' });
  const { slot, element } = openSlot(key, message, context, frame, {
    replace(next, version = message.version) {
      views.set(key, { version, json: next });
      place(next);
    },
  });

  function place(card) {
    const drawn = drawCard(card, { theme, words, onPress: (press, button) => actions.press(press, slot, button) });
    frame.classList.toggle('full', card?.msteams?.width?.toLowerCase?.() === 'full');
    const refocus = moveFocus(frame, drawn);
    frame.replaceChildren(drawn);
    refocus();
  }

  place(json);
  if (actions.isPressing(message.id)) setBusy(frame, true);
  if (!own) refreshOnView(json, slot, key, message, context);
  return element;
}

/** Universal Actions: a card may ask to be refreshed when a listed person looks at it; once for each version. */
function refreshOnView(json, slot, key, message, { actions, me, refreshed, kind }) {
  const { action, userIds } = json?.refresh ?? {};
  if (!action) return;
  const listed = userIds ? userIds.includes(`29:${me.objectId}`) : kind !== 'channel';
  const mark = `${key}@${message.version}`;
  if (!listed || refreshed.has(mark)) return;
  refreshed.add(mark);
  void actions.refresh(action, slot);
}

function drawSuggestions(suggested, { onSuggestion }) {
  const chips = suggested.map(({ title, value }) =>
    make(
      'button',
      { type: 'button', class: 'chip', onclick: () => onSuggestion(String(value ?? title)) },
      String(title ?? value),
    ),
  );
  return make('div', { class: 'chips' }, ...chips);
}

function drawFailure(message, { words, onRetry }) {
  return make(
    'div',
    { class: 'card-note error', role: 'alert' },
    icon('warning'),
    make('span', {}, words.failures[message.failure] ?? words.failures.Other),
    make('button', { type: 'button', class: 'button', onclick: () => onRetry(message) }, words.retry),
  );
}
