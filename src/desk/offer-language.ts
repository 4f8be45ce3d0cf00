import type { User } from '../account/user';
import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import type { Request } from '../operations/operation';
import type { CardAction } from './card';
import type { Drawn } from './draw';
import type { DeskParts } from './parts';
import type { Reader } from './present';
import { requestHours, shortNameOf } from './token';
import type { Turn } from './turn';

/** How many buttons of a card are in sight; the offer goes into the menu where they are there already. */
const inSight = 3;

/**
 * Whoever writes in another language than the client's is answered in it, and may keep it: a button below the answer, unless
 * they have chosen a language already.
 *
 * @param request what the answer is to: once the language is chosen the answer stands there as before
 */
export async function offerLanguage(
  parts: DeskParts,
  turn: Turn,
  speaker: User,
  reader: Reader,
  request: Request,
  drawn: Drawn & { matter?: string },
): Promise<Drawn> {
  const { spoken } = turn;
  if (!spoken || request.operation === 'language.set') return drawn;
  if (await parts.preferences.language(speaker.objectId)) return drawn;
  const again = drawn.matter ? { operation: 'requests.list', slots: { matter: drawn.matter } } : request;
  const { actions } = drawn.content;
  return { ...drawn, content: { ...drawn.content, actions: [...actions, offerOf(reader, spoken, again, actions)] } };
}

function offerOf(reader: Reader, language: Language, again: Request, others: readonly CardAction[]): CardAction {
  const choices = others.filter(({ id }) => id.startsWith('choose'));
  const visible = others.filter(({ secondary, row }) => !secondary && !row);
  return {
    id: `choose:${choices.length + 1}`,
    title: speak(language).t('dialogue/keep-language'),
    token: reader.tokens.seal({
      kind: 'language',
      language,
      again,
      conversation: shortNameOf(reader.conversationId),
      expires: reader.now.getTime() + requestHours * 3_600_000,
    }),
    ...(visible.length >= inSight ? { secondary: true } : {}),
  };
}
