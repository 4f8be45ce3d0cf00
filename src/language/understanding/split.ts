import { lexicons } from '../lexicon';
import { dialogueLexicons } from '../lexicon/dialogue';
import type { Lexicon } from '../lexicon/lexicon';
import { SURE } from './decide';
import { operationSlots } from './operation-slots';
import type { Understanding, Utterance } from './understand';

/** More are no message of a person: it is taken as one, and answered once. */
const mostRequests = 10;

/**
 * Understands several requests in one message ("block Karim and reset Julie's password"), in the order in which they were
 * said. A message is taken apart only where every part is surely a request by itself; else it is one request.
 */
export function understandEach(
  understand: (utterance: Utterance, today: string) => Understanding,
  utterance: Utterance,
  today: string,
): Understanding[] {
  const whole = understand(utterance, today);
  const lexicon = lexicons.find((one) => one.language === whole.language);
  if (!lexicon) return [whole];
  const parts = utterance.text.split(jointOf(lexicon)).filter((part) => part.trim());
  if (parts.length < 2 || parts.length > mostRequests) return [whole];
  const answers: Understanding[] = [];
  for (const part of parts) {
    const name = answers.map(({ slots }) => slots.user).findLast((user) => user !== undefined && user !== 'me');
    const text = name === undefined ? part : nameAgain(part, String(name), whole.language);
    const answer = understand({ ...utterance, text }, today);
    if (!standsAlone(answer)) return [whole];
    answers.push(answer);
  }
  return answers;
}

/** "… and block her": whoever the request before was about is named again. */
function nameAgain(part: string, name: string, language: Understanding['language']): string {
  const spoken = dialogueLexicons[language].person.find(([pattern]) => pattern.test(part));
  return spoken ? part.replace(spoken[0], spoken[1].replace('$NAME', name)) : part;
}

const compiledJoints = new Map<Lexicon, RegExp>();

/** What stands between two requests, compiled once for each language. */
function jointOf(lexicon: Lexicon): RegExp {
  let joint = compiledJoints.get(lexicon);
  if (!joint) {
    const words = lexicon.joints.split(',').map((each) => each.trim().replace(/\s+/g, '\\s+'));
    joint = new RegExp(`\\s*[,;]?\\s+(?:${words.join('|')})\\s+|\\s*[;\\n]\\s*|(?<=\\p{L}{2})[.!?]\\s+`, 'iu');
    compiledJoints.set(lexicon, joint);
  }
  return joint;
}

/** A sure request that names whom it is about, where it is about someone. */
function standsAlone({ operation, slots, confidence }: Understanding): boolean {
  if (operation === null || confidence < SURE) return false;
  const about = (operationSlots[operation] ?? '').split(' ')[0];
  return about !== 'user' && about !== 'product' ? true : slots[about] !== undefined;
}
