import { actionConcepts } from '../lexicon/lexicon';
import type { Compiled } from './compile';
import type { Mark } from './marks';
import type { Person } from './people';
import type { Token } from './tokens';

/** How an action is meant: asked for, told of as done, as a state, or denied. */
export type Mood = 'live' | 'was' | 'is' | 'not' | 'quoted';

export const actions: ReadonlySet<string> = new Set(actionConcepts);

/** Which clause each token belongs to. */
export function numberClauses(tokens: readonly Token[], marks: readonly Mark[]): number[] {
  const breaks: boolean[] = [];
  for (const mark of marks) if (mark.concept === 'break') breaks[mark.start] = true;
  let clause = 0;
  return tokens.map((token, at) => {
    if (at > 0 && (breaks[at] || (token.kind === 'mark' && /[.,;:!?()\n–—…]/.test(token.text)))) clause++;
    return clause;
  });
}

/** What helps to say an action: "give Paul the role", "take it away". */
const HELPERS: ReadonlySet<string> = new Set(['give', 'put', 'take', 'get']);
const noMoods: ReadonlyMap<Mark, Mood> = new Map();

/** How each action mark is meant. */
export function readMoods(
  tokens: readonly Token[],
  marks: readonly Mark[],
  clauses: readonly number[],
  compiled: Compiled,
  people: readonly Person[],
): ReadonlyMap<Mark, Mood> {
  if (!marks.some(({ concept }) => actions.has(concept) || HELPERS.has(concept))) return noMoods;
  const by = (concept: string): Mark[] => marks.filter((mark) => mark.concept === concept);
  const polite = [...by('politeNot'), ...by('ifPolite'), ...by('cannotEnter'), ...by('forgot')];
  const isPolite = (mark: Mark): boolean => polite.some((other) => mark.start < other.end && other.start < mark.end);
  const wholes = by('gone');
  const nots = by('not').filter(
    (mark) =>
      !isPolite(mark) &&
      !wholes.some((whole) => whole.end - whole.start > 1 && whole.start === mark.start && whole.end > mark.end),
  );
  const perfects = by('perfect').filter((mark) => tokens[mark.start]?.raw !== 'à');
  const links = by('that');
  const wases = by('was');
  const ises = by('is');
  const modals = [...by('modal'), ...by('want'), ...by('need')];
  const { notFollows, doneIsNoCommand, infinitiveEndings } = compiled.lexicon;
  const narrates = (token: Token | undefined): boolean =>
    token?.kind === 'word' && compiled.lexicon.narrativeEndings.some((ending) => token.low.endsWith(ending));
  const moods = new Map<Mark, Mood>();
  for (const mark of marks) {
    const helper = HELPERS.has(mark.concept) && (mark.concept !== 'get' || doneIsNoCommand);
    if (!actions.has(mark.concept) && !helper) continue;
    const clause = clauses[mark.start];
    const before = (other: Mark, reach: number): boolean =>
      other.start < mark.start && mark.start - other.end < reach && clauses[other.start] === clause;
    const denied = nots.some((not) => {
      if (not.tokens.some((token) => mark.tokens.includes(token))) return false;
      if (before(not, 5)) return true;
      return (
        not.start >= mark.start &&
        not.start - mark.start < 5 &&
        clauses[not.start] === clause &&
        notFollows &&
        !links.some((link) => link.start >= mark.end && link.end <= not.start)
      );
    });
    const done = mark.tokens.some((at) => compiled.isDone(tokens[at]?.raw ?? '', tokens[at]?.low ?? ''));
    const shown = compiled.hasDoneEnding(tokens[mark.start]?.raw ?? '');
    const asked = modals.some((modal) => before(modal, 7));
    const follows = (concept: string): boolean =>
      marks.some((one) => one.concept === concept && one.end === mark.start);
    const infinitive = !done && infinitiveEndings.some((ending) => tokens[mark.start]?.raw.endsWith(ending));
    const told = (done || doneIsNoCommand) && !infinitive;
    let mood: Mood = 'live';
    if (mark.tokens.every((at) => tokens[at]?.quoted)) mood = 'quoted';
    else if (denied) mood = 'not';
    else if (done && !doneIsNoCommand && follows('who')) mood = 'was';
    else if (perfects.some((have) => before(have, done ? 3 : 2)) && !asked && told) mood = 'was';
    else if (wases.some((was) => before(was, 4)) && !asked && told) mood = 'was';
    else if (done && !asked && ises.some((is) => before(is, 4))) mood = 'is';
    else if (shown && doneIsNoCommand) mood = mark.start === 0 || follows('asksForm') ? 'live' : 'is';
    else if (shown && follows('determiner')) mood = 'is';
    else if (shown && !asked) mood = 'was';
    else if (!asked && (done || narrates(tokens[mark.start])) && people.some((one) => one.end === mark.start))
      mood = 'was';
    if (!helper || mood === 'not' || mood === 'was') moods.set(mark, mood);
  }
  return moods;
}
