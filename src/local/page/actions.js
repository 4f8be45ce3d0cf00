import { ApiError, post } from './api.js';
import { showDialog } from './dialog.js';

/**
 * What pressing a card's buttons does, as Teams does it.
 * @typedef {object} Slot where a card stands
 * @property {string} messageId
 * @property {string} threadId
 * @property {(json: object, version?: number) => void} replace shows another card in its place, to this person only,
 *   until the bot stores a later version of the message
 * @property {(text: string, options?: {error?: boolean, retry?: () => void}) => void} note a line under the card
 * @property {(busy: boolean, button?: HTMLElement) => void} busy
 * @property {() => void} reveal brings it into sight
 */

/**
 * The answer to the bot's question whether it may send a file.
 * @typedef {object} Consent
 * @property {'consent'} kind
 * @property {number} attachment which of the message's attachments asks
 * @property {'accept'|'decline'} action
 */

/**
 * @param {() => {facts: object, words: object, theme: string, say: (text: string, threadId?: string) => void}} context the window at this moment:
 *   `facts` are who, where and the client's facts
 */
export function createActions(context) {
  const pressing = new Set();

  const ways = { execute, submit, consent };

  /** @param {import('./card-view.js').Press | Consent} press @param {Slot} slot @param {HTMLElement} [button] */
  async function press(press, slot, button) {
    if (pressing.has(slot.messageId)) return;
    pressing.add(slot.messageId);
    slot.note('');
    // The renderer sets its buttons' state after this handler; ours comes last.
    queueMicrotask(() => pressing.has(slot.messageId) && slot.busy(true, button));
    try {
      await ways[press.kind](press, slot);
    } catch (fault) {
      slot.note(describe(fault, context().words), { error: true, retry: () => actions.press(press, slot, button) });
    } finally {
      pressing.delete(slot.messageId);
      slot.busy(false);
    }
  }

  async function execute({ id, verb, data }, slot, trigger = 'manual') {
    const value = { action: { type: 'Action.Execute', ...(id && { id }), verb, data }, trigger };
    const { body, version } = await invoke('adaptiveCard/action', value, slot.messageId);
    showCardAnswer(body, slot, version);
  }

  function showCardAnswer(answer, slot, shownVersion) {
    if (answer?.statusCode === undefined) throw new ApiError('EmptyAnswer', '');
    const { statusCode, type, value } = answer;
    if (statusCode === 200 && type === 'application/vnd.microsoft.card.adaptive') {
      slot.replace(value, shownVersion);
      return slot.reveal();
    }
    if (statusCode === 200 && type === 'application/vnd.microsoft.activity.message') return slot.note(String(value));
    throw new ApiError(value?.code ?? 'Other', value?.message ?? '');
  }

  async function submit({ data }, slot) {
    const teams = data?.msteams;
    if (teams?.type === 'task/fetch') return openDialog(data, slot);
    if (teams?.type === 'imBack') return context().say(String(teams.value ?? ''), slot.threadId);
    const message = { message: slot.messageId, value: data };
    if (teams?.type === 'messageBack')
      Object.assign(message, { text: teams.text, displayText: teams.displayText, value: teams.value ?? data });
    check(await post('submit', { ...context().facts, ...message }));
  }

  async function consent({ attachment, action }, slot) {
    check(await post('consent', { ...context().facts, message: slot.messageId, attachment, action }));
  }

  async function openDialog(data, slot) {
    const { words } = context();
    const { body } = await invoke('task/fetch', taskValue(data), slot.messageId);
    if (!body?.task) throw new ApiError('Other', words.openDialogFailed);
    showDialog(body.task, {
      ...context(),
      submit: async (submitted) => (await invoke('task/submit', taskValue(submitted), slot.messageId)).body,
      describe: (fault) => describe(fault, words),
    });
  }

  const taskValue = (data) => ({ data, context: { theme: context().theme === 'dark' ? 'dark' : 'default' } });

  async function invoke(name, value, message) {
    return check(await post('invoke', { ...context().facts, name, value, message }));
  }

  /** The automatic invoke of Universal Actions: asked quietly, and a failure leaves the card as it is. */
  async function refresh(action, slot) {
    const { id, verb, data = {} } = action;
    await execute({ id, verb, data }, { ...slot, note: () => {}, reveal: () => {} }, 'automatic').catch(() => {});
  }

  const actions = { press, refresh, isPressing: (messageId) => pressing.has(messageId) };
  return actions;
}

function check(delivery) {
  const { status, failure } = delivery;
  if (failure) throw new ApiError(failure, status ? `HTTP ${status}` : '');
  return delivery;
}

/** @returns {string} a failure in the page's words, with the server's or the bot's own where there are some */
export function describe(fault, words) {
  if (!(fault instanceof ApiError)) throw fault;
  const known = words.failures[fault.code];
  if (!known) return fault.message || words.failures.Other;
  return fault.message && fault.message !== 'Failed to fetch' && fault.code !== 'Network'
    ? `${known} (${fault.message})`
    : known;
}
