/* global AdaptiveCards */
import { LineChart } from './chart.js';
import { make } from './dom.js';
import { hostConfigFor } from './host-config.js';
import { isSafeAddress, renderMarkdown } from './markdown.js';
import { openMenu } from './menu.js';

/**
 * @typedef {object} Press a pressed Action.Submit or Action.Execute, inputs merged into its data
 * @property {'submit'|'execute'} kind
 * @property {string} [id]
 * @property {string} [verb]
 * @property {unknown} data
 */

AdaptiveCards.GlobalRegistry.elements.register('Chart.Line', LineChart);

/**
 * Draws an Adaptive Card as Teams would. Its root carries `data-operation` and `data-state` from the card's metadata,
 * and each button and input what tests and people look for: `data-action-id`, `data-input-id`.
 * @param {object} json
 * @param {{theme: 'light'|'dark', words: object, onPress: (press: Press, button?: HTMLElement) => void}} options
 * @returns {HTMLElement} the card, or a plain line when it can't be drawn
 */
export function drawCard(json, { theme, words, onPress }) {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = processMarkdown;
  AdaptiveCards.Strings.defaults.overflowButtonText = () => '•••';
  AdaptiveCards.Strings.defaults.overflowButtonTooltip = () => words.more;
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfigFor(theme));
  card.onExecuteAction = (action) => execute(action, onPress);
  card.onDisplayOverflowActionMenu = (actions, target) => openMenu(actions, target, words.more);
  card.onInlineCardExpanded = (action) => bringIntoView(action.card.renderedElement);
  card.onElementVisibilityChanged = (element) => element.isVisible && bringIntoView(element.renderedElement);
  let root;
  try {
    card.parse(json, parsingContext());
    // The parser forgets every second card's language: its pattern is a global one, which keeps its place.
    if (json.lang) card.lang = json.lang;
    root = card.render();
  } catch (fault) {
    console.error(fault);
  }
  if (!root) return make('p', { class: 'card-failed' }, json?.fallbackText ?? words.invalidCard);
  root.classList.add('card');
  root.tabIndex = -1;
  if (json.lang) root.lang = json.lang;
  if (json.metadata?.operation) root.dataset.operation = json.metadata.operation;
  if (json.metadata?.state) root.dataset.state = json.metadata.state;
  for (const error of root.querySelectorAll('[id$=".error"]')) markFault(root, error);
  for (const button of root.querySelectorAll(`button[aria-label="${words.more}"]`)) button.classList.add('overflow');
  return root;
}

/** What unfolds below the window's end is scrolled to, once it is laid out. */
function bringIntoView(element) {
  requestAnimationFrame(() => element?.scrollIntoView({ block: 'nearest' }));
}

function processMarkdown(text, result) {
  result.outputHtml = renderMarkdown(text);
  result.didProcess = true;
}

/** Marks what the parser finds: the renderer itself keeps the ids of actions to itself. */
function parsingContext() {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_6);
  context.onParseAction = (action) => {
    const setup = action.setupElementForAccessibility.bind(action);
    action.setupElementForAccessibility = (element, ...rest) => {
      setup(element, ...rest);
      if (action.id) element.dataset.actionId = action.id;
    };
  };
  context.onParseElement = (element) => {
    if (element instanceof AdaptiveCards.Input) markInput(element);
  };
  return context;
}

function markInput(input) {
  const validate = input.validateValue.bind(input);
  input.validateValue = () => {
    const valid = validate();
    input.renderedInputControlElement?.setAttribute('aria-invalid', String(!valid));
    return valid;
  };
  const render = input.render.bind(input);
  input.render = () => {
    const element = render();
    if (element && input.id) element.dataset.inputId = input.id;
    return element;
  };
}

/** What a card says is wrong with an input belongs to that input: `phone.error` to `phone`. */
function markFault(root, error) {
  const input = root.querySelector(`[data-input-id="${CSS.escape(error.id.replace(/\.error$/, ''))}"]`);
  const control = input?.querySelector('input, textarea, select');
  if (!control) return;
  // Other cards may have an input of the same name.
  error.id = `${control.id}-error`;
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', error.id);
}

/** The first input of which a card says that it is wrong. */
export function findFault(root) {
  return root.querySelector('[aria-invalid="true"]');
}

function execute(action, onPress) {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    if (isSafeAddress(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer');
    return;
  }
  const { id, data } = action;
  if (action instanceof AdaptiveCards.ExecuteAction)
    onPress({ kind: 'execute', id, verb: action.verb, data: data ?? {} }, action.renderedElement);
  else if (action instanceof AdaptiveCards.SubmitAction)
    onPress({ kind: 'submit', id, data: data ?? {} }, action.renderedElement);
}

/** Shows that a press is under way; until it is over nothing of the card can be pressed again. */
export function setBusy(root, busy, button) {
  root.classList.toggle('busy', busy);
  root.setAttribute('aria-busy', String(busy));
  for (const element of root.querySelectorAll('[data-action-id], .ac-pushButton')) {
    if (busy) element.setAttribute('aria-disabled', 'true');
    else element.removeAttribute('aria-disabled');
  }
  for (const element of root.querySelectorAll('.pressing')) element.classList.remove('pressing');
  if (busy) button?.classList.add('pressing');
}

/** Keeps the keyboard where it was when a card takes another's place, or brings it to what is wrong there. */
export function moveFocus(from, to) {
  const active = document.activeElement;
  if (!active || !from.contains(active)) return () => {};
  const id = active.closest('[data-action-id]')?.dataset.actionId;
  return () => {
    const same = id && to.querySelector(`[data-action-id="${CSS.escape(id)}"]`);
    const fault = findFault(to);
    if (fault) return fault.focus();
    (same || to).focus({ preventScroll: true });
  };
}
