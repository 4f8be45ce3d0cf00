import { createActions, describe } from './actions.js';
import { ApiError, get, listen, post, upload } from './api.js';
import { createComposer } from './composer.js';
import { icon, make } from './dom.js';
import { watchDrops } from './drop-zone.js';
import { createLog } from './log.js';
import { drawRail } from './rail.js';
import { drawChooser, drawHeader } from './room.js';
import { clientFacts, keepInAddress, readSettings } from './settings.js';
import { wordsFor } from './words.js';
import { createWorkingSign } from './working.js';

const byId = (id) => document.getElementById(id);
const log = createLog(byId('log'), byId('jump'));
const composer = createComposer(byId('composer'));
const working = createWorkingSign(byId('working'));

/** The window: what is shown now. */
const state = {
  settings: readSettings(),
  words: wordsFor('en-US'),
  people: [],
  me: undefined,
  conversations: [],
  size: 0,
  botName: 'Partner Desk',
  /** How much can be sent. */
  limits: undefined,
  run: undefined,
  /** Cards that only this person sees, and those already refreshed on view. */
  views: new Map(),
  refreshed: new Set(),
  slots: new Map(),
  /** What came while a history was being read, which may be older. */
  arrived: [],
};
let stopListening = () => {};

const current = () => state.conversations.find(({ kind }) => kind === state.settings.in);
const facts = () => ({ as: state.me.objectId, conversation: current().id, ...clientFacts(state.settings.locale) });
const actions = createActions(() => ({
  facts: facts(),
  words: state.words,
  theme: state.settings.theme,
  say: (text, thread) => say(text, { mention: true, thread }),
}));

function change(part) {
  return attempt(() => applyChange(part));
}

async function applyChange(part) {
  const changedPerson = 'as' in part && part.as !== state.me?.objectId;
  Object.assign(state.settings, part);
  closeRail();
  if (changedPerson) return start();
  if ('locale' in part) state.people = (await get('people', { locale: part.locale })).people;
  applySettings();
  await showConversation({ write: 'in' in part });
}

function applySettings() {
  const { settings } = state;
  state.words = wordsFor(settings.locale);
  document.documentElement.lang = settings.locale.slice(0, 2);
  document.documentElement.dataset.theme = settings.theme;
  byId('skip').textContent = state.words.skip;
  byId('scrim').title = state.words.closeMenu;
  if (state.me) keepInAddress({ ...settings, as: state.me.userPrincipalName });
}

async function start() {
  stopListening();
  applySettings();
  const { people, botName, run, limits } = await get('people', { locale: state.settings.locale });
  Object.assign(state, { people, botName, run, limits, views: new Map(), refreshed: new Set() });
  const wanted = state.settings.as.toLowerCase();
  state.me = people.find((person) =>
    [person.objectId, person.userPrincipalName].some((name) => name.toLowerCase() === wanted),
  );
  document.body.classList.toggle('choosing', !state.me);
  if (!state.me) return chooseWho();
  applySettings();
  await loadConversations();
  stopListening = listen(state.me.objectId, liveHandlers);
  await showConversation({ write: true });
}

async function loadConversations() {
  Object.assign(state, await get('conversations', { as: state.me.objectId }));
}

/** Draws the conversation and tells the bot that it is open; `write` puts the keyboard in the message box at once. */
async function showConversation({ write }) {
  if (!state.me) return chooseWho();
  const place = current();
  state.arrived = [];
  const { messages } = await get('history', { as: state.me.objectId, conversation: place.id });
  if (place !== current()) return;
  const { words, settings, me, views, refreshed, slots, botName, limits } = state;
  for (const message of messages) message.mentionName = botName;
  const context = {
    words,
    locale: settings.locale,
    theme: settings.theme,
    me,
    actions,
    views,
    refreshed,
    slots,
    kind: place.kind,
    onRetry: retry,
    onSuggestion: (text) => say(text, { mention: true }),
  };
  log.show(messages, context, { onReply: composer.setReply, onSeen: markRead });
  state.arrived.splice(0).forEach(log.put);
  const { kind } = place;
  const { seesPrices } = me;
  composer.show({ words, kind, place: words[kind], botName, facts: facts(), limits, seesPrices, onSay: say });
  if (write) composer.focus();
  drawHeader(byId('room-header'), { ...state, kind, onMenu: openRail });
  markRead();
  refreshRail();
  working.reset();
  await during(place.id, () => post('open', facts()));
}

function chooseWho() {
  refreshRail();
  const handlers = { onMenu: openRail, onChoose: (person) => change({ as: person.objectId }) };
  drawChooser(byId('room-header'), byId('log'), { ...state, ...handlers });
}

async function say(text, { mention, thread, files = [] }) {
  // Said again after a failure, it is still said here, whatever the window shows by then.
  const here = facts();
  await during(here.conversation, async () => {
    const uploaded = await Promise.all(files.map((file) => upload(here, file)));
    const { delivered } = await post('say', { ...here, text, mention, thread, files: uploaded.map(({ id }) => id) });
    if (!delivered) showBanner(state.words.notDelivered(state.botName), { info: true });
    else hideBanner();
  });
}

async function retry(message) {
  await during(message.conversation, () => post('retry', { ...facts(), message: message.id }));
}

/** Does something that needs the server; says so where it could not be done, and offers to try again. */
async function attempt(work) {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    showBanner(describe(fault, state.words), { again: () => attempt(work) });
  }
}

/** Shows that the bot works while it does. */
async function during(conversation, work) {
  const done = working.begin(conversation, state.words.working(state.botName));
  await attempt(work).finally(done);
}

function putMessage(message) {
  state.arrived.push(message);
  log.put(message);
}

function markRead() {
  const place = current();
  if (document.hidden || !place) return;
  place.unread = 0;
  post('read', { as: state.me.objectId, conversation: place.id }).catch(() => {});
}

const liveHandlers = {
  hello({ run }) {
    hideBanner();
    if (state.run === run) return void attempt(catchUp);
    state.run = run;
    log.divide(state.words.restarted);
  },
  message(message) {
    message.mentionName = state.botName;
    const place = state.conversations.find(({ id }) => id === message.conversation);
    if (!place) return;
    if (message.from.bot) working.stop(message.conversation);
    if (place === current()) putMessage(message);
    if (place !== current() || document.hidden) place.unread += message.from.objectId === state.me.objectId ? 0 : 1;
    refreshRail();
  },
  update(message) {
    message.mentionName = state.botName;
    if (message.conversation === current()?.id) putMessage(message);
  },
  delete(message) {
    liveHandlers.update(message);
  },
  typing({ conversation, name, bot }) {
    if (conversation === current()?.id)
      working.show(conversation, bot ? state.words.working(name) : state.words.typing(name));
  },
  unread({ objectId, unread, conversation }) {
    const person = state.people.find((candidate) => candidate.objectId === objectId);
    if (person) person.unread = unread;
    const place = state.conversations.find(({ id }) => id === conversation);
    if (place && objectId === state.me.objectId) place.unread = 0;
    refreshRail();
  },
  lost() {
    showBanner(state.words.reconnecting);
  },
};

/** After a broken connection: what was said and changed meanwhile. */
async function catchUp() {
  const place = current();
  if (!place) return;
  const { messages } = await get('history', { as: state.me.objectId, conversation: place.id });
  if (place !== current()) return;
  for (const message of messages) {
    message.mentionName = state.botName;
    log.put(message);
  }
}

function refreshRail() {
  drawRail(byId('rail'), { ...state, onChange: change });
  const unread = state.conversations.reduce((sum, conversation) => sum + conversation.unread, 0);
  const who = state.me ? ` · ${state.me.displayName}` : '';
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${state.botName}${who}`;
}

function showBanner(text, { again, info = false } = {}) {
  const banner = byId('banner');
  const button =
    again &&
    make('button', { type: 'button', class: 'button', onclick: () => (hideBanner(), void again()) }, state.words.retry);
  banner.replaceChildren(icon('warning'), make('span', {}, text), ...(button ? [button] : []));
  banner.classList.toggle('info', info);
  banner.hidden = false;
}

function hideBanner() {
  byId('banner').hidden = true;
}

function openRail() {
  document.body.classList.add('rail-open');
  byId('scrim').hidden = false;
  byId('menu').setAttribute('aria-expanded', 'true');
  byId('rail').querySelector('[aria-current], a, button')?.focus();
}

function closeRail() {
  if (!document.body.classList.contains('rail-open')) return;
  document.body.classList.remove('rail-open');
  byId('scrim').hidden = true;
  const menu = byId('menu');
  menu?.setAttribute('aria-expanded', 'false');
  menu?.focus();
}

watchDrops(byId('room'), byId('drop-sign'), { takes: composer.invitation, onFiles: composer.attach });
byId('scrim').addEventListener('click', closeRail);
document.addEventListener('keydown', (event) => event.key === 'Escape' && closeRail());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && state.me) {
    markRead();
    refreshRail();
  }
});

void attempt(start);
