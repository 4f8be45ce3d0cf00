import type { CardState } from './card';
import type { JsonText } from '../json-text';

/** Where messages of a conversation go: kept with every activity, used for what the desk sends by itself. */
export interface ConversationReference {
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  tenantId: string;
  serviceUrl: string;
  channelId: string;
  botId: string;
  /** Object id of the person of a personal conversation. */
  person: string | null;
  locale: string | null;
}

/** A finished Adaptive Card with the sentence that stands for it in notifications. */
export interface FinishedCard {
  card: JsonText;
  /** What the card says of itself (contract.md, Cards). */
  metadata: { operation: string | null; state: CardState };
  summary: string;
}

/** A file before it is taken. */
export interface FileOffer {
  name: string;
  description: string;
  /** In bytes. */
  size: number;
  token: string;
}

/** The port to the chat platform: what the desk sends outside of an answer. */
export interface Messenger {
  /**
   * @param patience `none` for whoever sends many and waits by itself where the platform asks for it
   * @returns the message's id
   */
  send(to: ConversationReference, card: FinishedCard, patience?: 'none'): Promise<string>;
  update(to: ConversationReference, activityId: string, card: FinishedCard, patience?: 'none'): Promise<void>;
  /** Asks in a personal chat whether a file may be stored there; the answer comes with the offer's token. */
  offerFile(to: ConversationReference, offer: FileOffer): Promise<void>;
  /** Opens, or finds, the personal chat with someone of the same tenant. */
  openPersonal(objectId: string, near: ConversationReference): Promise<ConversationReference>;
}

/**
 * Why a message did not arrive (teams.md, Limits): `blocked` until the person speaks again, `gone` for a message or
 * conversation that is no more, `busy` where it may be tried again, `unknown` where it may or may not have arrived,
 * `refused` for everything that trying again won't mend.
 */
export class DeliveryError extends Error {
  constructor(
    readonly outcome: 'blocked' | 'gone' | 'busy' | 'unknown' | 'refused',
    message: string,
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DeliveryError';
  }
}
