import { languageOf } from '../language/languages';
import type { Sign } from '../language/lexicon/dialogue';
import { problem, type FileContent, type Request } from '../operations/operation';
import { storageFaultOf } from '../store/storage-fault';
import { ask, type Asking } from './ask';
import type { Remembered } from './conversation-memory';
import { pointOn } from './point-on';
import type { Delivery } from './delivery';
import { refuse } from './draw';
import { fileOffered, takeFile, type LoadFile } from './exchange-files';
import { drawFault, drawTooMuch, guarded } from './fault';
import { hear } from './hear';
import type { FileError } from './incoming-file';
import { createLateAnswers } from './late-answers';
import { isOpen } from './matter';
import { adoptMessage, noteShown, readCard } from './matter-cards';
import { readMatter } from './matter-store';
import type { FinishedCard } from './messenger';
import type { DeskParts, RoadParts } from './parts';
import { press } from './press';
import { search, type Found } from './search';
import type { Reply, Turn } from './turn';

export type { Sign } from '../language/lexicon/dialogue';
export type { Asking } from './ask';
export type { ModelText } from './not-understood';
export type { Found } from './search';
export type { Reply, Turn } from './turn';

/** The road that every request takes (design.md): who is it → may they → what is missing → is it agreed → do it → answer. */
export interface Desk {
  /** A request from a sentence or a model's plan; `null` where no operation was understood. */
  ask(turn: Turn, request: Request | null, asking?: Asking): Promise<Reply>;
  /** What was said before between the speaker and the desk: what a planner may lean on. */
  remembered(turn: Turn): Promise<Remembered>;
  /** A word or two that ask nothing by themselves: “yes”, “cancel”, “thanks”. */
  hear(turn: Turn, sign: Sign): Promise<Reply>;
  /** A button, with what was typed into its card's inputs. */
  press(turn: Turn, token: string, inputs: Record<string, unknown>): Promise<Reply>;
  /**
   * A file that someone dropped into their chat.
   *
   * @param load is asked once it is clear that the speaker may send one
   */
  takeFile(turn: Turn, name: string, load: LoadFile): Promise<Reply>;
  /** The file that was offered with this token, for the one to whom it was offered; else why not. */
  fileOffered(turn: Turn, token: string): Promise<FileContent | Reply>;
  /** The card for a file that could not be fetched or stored. */
  fileFailed(turn: Turn, error: FileError): Promise<Reply>;
  /** Looks up what someone types into the compose box, to be posted wherever they are. */
  search(turn: Turn, text: string): Promise<Found[] | Reply>;
  /** Notes which message carries a matter's card. */
  shown(matterCard: { id: string; version: number }, conversationId: string, activityId: string): Promise<void>;
  /** Notes that the answer to a press took the place of a message: that message is brought to the matter's state. */
  tookPlaceOf(matterCard: { id: string }, conversationId: string, activityId: string): Promise<void>;
  /** The card for a fault, with the number under which the log has it. */
  fault(turn: Turn | null, correlationId: string): FinishedCard;
  /** The card for someone who asks more at once than is taken. */
  tooMuch(turn: Turn): FinishedCard;
  /** Resolves when no answer is still being worked on. */
  settled(): Promise<void>;
}

export function createDesk(parts: DeskParts, delivery: Delivery): Desk {
  const road: RoadParts = { ...parts, delivery, late: createLateAnswers(parts) };
  const { late } = road;
  return {
    ask: (turn, request, asking) => guarded(road, turn, () => ask(road, turn, request, asking)),
    remembered: (turn) => recall(parts, turn),
    hear: (turn, sign) => guarded(road, turn, () => hear(road, turn, sign)),
    press: (turn, token, inputs) => guarded(road, turn, () => press(road, turn, token, inputs)),
    takeFile: (turn, name, load) => guarded(road, turn, () => takeFile(road, turn, name, load)),
    settled: () => late.settled(),
    fileOffered: (turn, token) => guarded(road, turn, () => fileOffered(road, turn, token)),
    search: (turn, text) => guarded(road, turn, () => search(parts, turn, text)),
    fileFailed: (turn, error) => refuse(road, turn, problem(error.code), null),
    async shown(matterCard, conversationId, activityId) {
      try {
        const before = await readCard(parts.database, matterCard.id);
        await noteShown(parts.database, matterCard, conversationId, activityId);
        if (before?.activityId && before.activityId !== activityId) await pointOn(parts, before);
      } catch (error) {
        // The answer is out; what could not be noted is sent anew by the delivery.
        if (!storageFaultOf(error)) throw error;
        parts.log.error({ err: error }, 'where a card is shown could not be noted');
      }
    },
    async tookPlaceOf({ id }, conversationId, activityId) {
      if (!(await adoptMessage(parts.database, id, conversationId, activityId))) return;
      const card = await readCard(parts.database, id);
      if (card) delivery.deliverSoon(card.matter);
    },
    fault: (turn, correlationId) => drawFault(parts.cards, languageOf(turn?.locale), correlationId),
    tooMuch: (turn) => drawTooMuch(parts.cards, languageOf(turn.locale)),
  };
}

/** What was said before; a change that has ended meanwhile is nothing to lean on. */
async function recall(parts: DeskParts, turn: Turn): Promise<Remembered> {
  const { matter: id, ...rest } = parts.memory.read(turn.conversation.conversationId, turn.objectId);
  const matter = id === undefined ? undefined : await readMatter(parts.database, id);
  return matter && isOpen(matter.step) ? { ...rest, matter: matter.id } : rest;
}
