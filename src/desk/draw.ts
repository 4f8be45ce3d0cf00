import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import type { Operation, Problem } from '../operations/operation';
import type { CardContent } from './card';
import type { FormPlace } from './form-place';
import type { DeskParts } from './parts';
import { languageFor } from './matter-view';
import { presentProblem, type Reader } from './present';
import type { Reply, Turn } from './turn';

/** A card that is not drawn yet, and whose it is. */
export interface Drawn {
  content: CardContent;
  matterCard?: { id: string; version: number };
  /** In which language it is, where the answer itself changed that. */
  language?: Language;
}

export function readerOf(
  parts: DeskParts,
  operation: Operation | null,
  language: Language,
  conversationId: string,
  forms?: FormPlace,
): Reader {
  return {
    account: parts.account,
    tokens: parts.tokens,
    speech: speak(language),
    conversationId,
    now: parts.now(),
    operation,
    forms,
  };
}

/** Draws an answer in the conversation in which it was asked. */
export async function finish(
  parts: DeskParts,
  turn: Turn,
  language: Language,
  operation: Operation | null,
  present: (reader: Reader) => Promise<CardContent> | CardContent,
): Promise<Reply> {
  return parts.cards.render(
    await present(readerOf(parts, operation, language, turn.conversation.conversationId)),
    language,
  );
}

/** An answer that nothing was done, and why, in the language that whoever asked has chosen. */
export async function refuse(parts: DeskParts, turn: Turn, why: Problem, operation: Operation | null): Promise<Reply> {
  const language = await languageFor(parts, await parts.account.user(turn.objectId), turn.locale);
  return await finish(parts, turn, language, operation, (reader) => presentProblem(reader, why));
}

export function draw(parts: DeskParts, { content, matterCard, language }: Drawn, asked: Language): Reply {
  return { ...parts.cards.render(content, language ?? asked), matterCard };
}
