import { writePhone } from '../account/profile/write-phone';
import type { Speech } from '../language/translate';
import type { Change, ChangeValue } from './operation';

/** A change as a row of a card's table; numbers that are kept in E.164 are written for reading. */
export function sayChange(speech: Speech, { field, from, to }: Change): { field: string; from: string; to: string } {
  const name = speech.has(`fields/${field}`) ? speech.t(`fields/${field}`) : field;
  return { field: name, from: sayValue(speech, from), to: sayValue(speech, to) };
}

function sayValue({ t, format }: Speech, value: ChangeValue): string {
  if (value === null) return '—';
  if ('words' in value) return format.list(value.words.map((word) => t(word)));
  return 'text' in value ? writePhone(value.text) : t(value.word);
}
