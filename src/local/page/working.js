import { make } from './dom.js';

const APPEAR_AFTER_MS = 250;
const TYPING_LASTS_MS = 6_000;

/** The sign under the messages that someone is typing or the bot is at work. */
export function createWorkingSign(element) {
  let shownFor;
  let hideTimer;

  function show(conversation, text) {
    clearTimeout(hideTimer);
    shownFor = conversation;
    const dots = make('span', { class: 'dots', 'aria-hidden': 'true' }, make('i'), make('i'), make('i'));
    element.replaceChildren(dots, make('span', {}, text));
    element.hidden = false;
    hideTimer = setTimeout(reset, TYPING_LASTS_MS);
  }

  function stop(conversation) {
    if (conversation === shownFor) reset();
  }

  function reset() {
    clearTimeout(hideTimer);
    shownFor = undefined;
    element.hidden = true;
    element.replaceChildren();
  }

  return {
    show,
    stop,
    reset,
    /** @returns {() => void} to be called when the work is over */
    begin(conversation, text) {
      const timer = setTimeout(() => show(conversation, text), APPEAR_AFTER_MS);
      return () => {
        clearTimeout(timer);
        stop(conversation);
      };
    },
  };
}
