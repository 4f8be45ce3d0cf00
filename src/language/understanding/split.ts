import { lexicons } from '../lexicon';
import { SURE } from './decide';
import { operationSlots } from './operation-slots';
import type { Understanding, Utterance } from './understand';

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
  const joints = lexicon.joints.split(',').map((joint) => joint.trim().replace(/\s+/g, '\\s+'));
  const parts = utterance.text
    .split(new RegExp(`\\s*[,;]?\\s+(?:${joints.join('|')})\\s+|\\s*[;\\n]\\s*|(?<=\\p{L}{2})[.!?]\\s+`, 'iu'))
    .filter((part) => part.trim());
  if (parts.length < 2) return [whole];
  const answers = parts.map((text) => understand({ ...utterance, text }, today));
  return answers.every(standsAlone) ? answers : [whole];
}

/** A sure request that names whom it is about, where it is about someone. */
function standsAlone({ operation, slots, confidence }: Understanding): boolean {
  if (operation === null || confidence < SURE) return false;
  const about = (operationSlots[operation] ?? '').split(' ')[0];
  return about !== 'user' && about !== 'product' ? true : slots[about] !== undefined;
}
