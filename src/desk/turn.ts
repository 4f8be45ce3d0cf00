import type { Language } from '../language/languages';
import type { Report } from '../operations/operation';
import type { FormPlace } from './form-place';
import type { ConversationReference, FinishedCard } from './messenger';

/** Who speaks where, as the platform vouches for it. */
export interface Turn {
  /** Entra object id, lower case. */
  objectId: string;
  /** What the platform calls the speaker. */
  name: string;
  conversation: ConversationReference;
  /** BCP 47 locale of the activity. */
  locale: string | null;
  /** The language of the sentence, where it is not the client's. */
  spoken?: Language;
  /** ISO date of the speaker's calendar. */
  today: string;
  /** IANA name of the speaker's time zone; null where the platform did not say. */
  timeZone: string | null;
  /** Names the message or press: the same for a redelivery. */
  activityKey: string | null;
  /** The answer becomes a message that stays in the chat: no secret may be on it. */
  answersOpenly?: true;
  /** The speaker's client can open dialogs. */
  opensDialogs?: true;
  /** The answer is shown in a dialog that was opened from a message, where the platform says which. */
  dialog?: { openedFrom: string | null };
  /** Where forms go, if not where `formPlaceOf` says. */
  forms?: FormPlace;
  /** Shows how far an answer is that takes long. */
  report?: Report;
}

/** An answer: the card, and which matter's card it is, so that the message that carries it can be kept up to date. */
export interface Reply extends FinishedCard {
  matterCard?: { id: string; version: number; isInMessage?: boolean };
  /** To be told which message carries it: it says that the answer takes longer, and becomes the answer. */
  whenSent?: (activityId: string) => void;
  /** The dialog is done with: what it came to is in the chat, and the summary says so. */
  closesDialog?: true;
}
