import { holds, rolesWith } from '../account/rights';
import type { User } from '../account/user';
import { languageOf, type Language } from '../language/languages';
import { speak } from '../language/translate';
import {
  problem,
  type Answer,
  type FileContent,
  type Operation,
  type Problem,
  type Proposal,
  type Request,
} from '../operations/operation';
import { storageFaultOf } from '../store/storage-fault';
import { openMatter, takeStep, type MatterAction, type Pressed } from './agreement';
import type { CardContent } from './card';
import { contextOf } from './context';
import { rememberAnswer, type Remembered } from './conversation-memory';
import type { Delivery } from './delivery';
import { identify } from './identify';
import { FileError, understandFile } from './incoming-file';
import { createLateAnswers } from './late-answers';
import type { Matter, MatterCard } from './matter';
import { adoptMessage, ensureCard, noteShown, readCard, readCardsOf, readMatter, showAnew } from './matter-store';
import { allowedActions, languageFor, viewMatter } from './matter-view';
import type { ConversationReference, FinishedCard } from './messenger';
import { DeliveryError } from './messenger';
import { presentNotUnderstood } from './not-understood';
import { drawFault } from './fault';
import { findOperation, type DeskParts } from './parts';
import { addInputs, formFor } from './form';
import {
  presentChoice,
  presentForm,
  presentNotice,
  presentProblem,
  presentView,
  presentWorking,
  type Reader,
} from './present';
import { reachPersonal } from './reach';
import { search, type Found } from './search';
import { requestHours } from './token';

export type { Found } from './search';

/** Who speaks where, as the platform vouches for it. */
export interface Turn {
  /** Entra object id, lower case. */
  objectId: string;
  /** What the platform calls the speaker. */
  name: string;
  conversation: ConversationReference;
  /** BCP 47 locale of the activity. */
  locale: string | null;
  /** ISO date of the speaker's calendar. */
  today: string;
  /** Names the message or press: the same for a redelivery. */
  activityKey: string | null;
  /** The answer becomes a message that stays in the chat: no secret may be on it. */
  answersOpenly?: true;
}

/** An answer: the card, and which matter's card it is, so that the message that carries it can be kept up to date. */
export interface Reply extends FinishedCard {
  matterCard?: { id: string; version: number };
  /** To be told which message carries it: it says that the answer takes longer, and becomes the answer. */
  whenSent?: (activityId: string) => void;
}

/** The road that every request takes (design.md): who is it → may they → what is missing → is it agreed → do it → answer. */
export interface Desk {
  /** A request from a sentence or a model's plan; `null` where no operation was understood. */
  ask(turn: Turn, request: Request | null, nearest?: readonly Request[]): Promise<Reply>;
  /** What was said before between the speaker and the desk: what a planner may lean on. */
  remembered(turn: Turn): Promise<Remembered>;
  /** The speaker gave up what was asked. */
  drop(turn: Turn): Promise<Reply>;
  /** A button, with what was typed into its card's inputs. */
  press(turn: Turn, token: string, inputs: Record<string, unknown>): Promise<Reply>;
  /**
   * A file that someone dropped into their chat.
   *
   * @param load fetches its bytes, once it is clear that the speaker may send one; throws FileError
   */
  takeFile(turn: Turn, name: string, load: () => Promise<Buffer>): Promise<Reply>;
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
  /** Resolves when no answer is still being worked on. */
  settled(): Promise<void>;
}

export function createDesk(parts: DeskParts, delivery: Delivery): Desk {
  const late = createLateAnswers(parts);
  return {
    ask: (turn, request, nearest = []) => guarded(turn, () => ask(turn, request, nearest)),
    remembered: (turn) => parts.memory.read(turn.conversation.conversationId, turn.objectId),
    drop: (turn) => guarded(turn, () => drop(turn)),
    press: (turn, token, inputs) => guarded(turn, () => press(turn, token, inputs)),
    takeFile: (turn, name, load) => guarded(turn, () => takeFile(turn, name, load)),
    settled: () => late.settled(),
    fileOffered: (turn, token) => guarded(turn, () => fileOffered(turn, token)),
    search: (turn, text) => guarded(turn, () => search(parts, turn, text)),
    fileFailed: (turn, error) => refuse(turn, problem(error.code), null),
    async shown(matterCard, conversationId, activityId) {
      try {
        await noteShown(parts.database, matterCard, conversationId, activityId);
      } catch (error) {
        // The answer is out; what could not be noted is sent anew by the delivery.
        if (!storageFaultOf(error)) throw error;
        parts.log.error({ err: error }, 'where a card is shown could not be noted');
      }
    },
    async tookPlaceOf({ id }, conversationId, activityId) {
      await adoptMessage(parts.database, id, conversationId, activityId);
      const card = await readCard(parts.database, id);
      if (card) delivery.deliverSoon(card.matter);
    },
    fault: (turn, correlationId) => drawFault(parts.cards, languageOf(turn?.locale), correlationId),
  };

  /** A database that is locked or full is told as what it is: nothing was changed. */
  async function guarded<Result>(turn: Turn, run: () => Promise<Result>): Promise<Result | Reply> {
    try {
      return await run();
    } catch (error) {
      const fault = storageFaultOf(error);
      if (!fault) throw error;
      parts.log.error({ err: error, fault }, 'the database refused');
      const language = languageOf(turn.locale);
      const reader: Reader = {
        account: parts.account,
        tokens: parts.tokens,
        speech: speak(language),
        conversationId: turn.conversation.conversationId,
        now: parts.now(),
        operation: null,
      };
      return parts.cards.render(await presentProblem(reader, problem(fault)), language);
    }
  }

  async function ask(turn: Turn, request: Request | null, nearest: readonly Request[]): Promise<Reply> {
    await parts.conversations.remember(turn.conversation, parts.now());
    const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
    const language = await languageFor(parts, speaker, turn.locale, languageOf);
    const operation = request ? (findOperation(parts, request.operation) ?? null) : null;
    if (!speaker) return finish(turn, language, operation, (reader) => presentProblem(reader, refusal));
    if (!request || !operation) {
      return finish(turn, language, operation, (reader) =>
        presentNotUnderstood(reader, speaker, request !== null, known(nearest)),
      );
    }
    return await answerWhereItBelongs(turn, language, operation, (there) =>
      run(turn, speaker, operation, request, there),
    );
  }

  async function drop(turn: Turn): Promise<Reply> {
    const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
    if (!speaker) return await refuse(turn, refusal, null);
    await parts.memory.write(turn.conversation.conversationId, turn.objectId, {});
    const language = await languageFor(parts, speaker, turn.locale, languageOf);
    return await finish(turn, language, null, (reader) =>
      presentNotice(reader, 'cancelled', reader.speech.t('dialogue/dropped'), null),
    );
  }

  /** Draws an answer in the conversation in which it was asked. */
  async function finish(
    turn: Turn,
    language: Language,
    operation: Operation | null,
    present: (reader: Reader) => Promise<CardContent> | CardContent,
  ): Promise<Reply> {
    return parts.cards.render(await present(readerOf(operation, language, turn.conversation.conversationId)), language);
  }

  function readerOf(operation: Operation | null, language: Language, conversationId: string): Reader {
    return {
      account: parts.account,
      tokens: parts.tokens,
      speech: speak(language),
      conversationId,
      now: parts.now(),
      operation,
    };
  }

  /** What is personal and was asked among others goes on in the speaker's own chat; the others see one line. */
  async function answerWhereItBelongs(
    turn: Turn,
    language: Language,
    operation: Operation,
    answer: (there: Reader) => Promise<Drawn>,
  ): Promise<Reply> {
    const here = readerOf(operation, language, turn.conversation.conversationId);
    if (operation.audience === 'anyone' || turn.conversation.kind === 'personal')
      return draw(await answer(here), language);
    const { t } = here.speech;
    const own = await reachPersonal(parts, turn.objectId, turn.conversation.conversationId);
    const unreached = () =>
      draw(
        { content: presentNotice(here, 'refused', t('private/unreachable'), t('private/unreachable-do')) },
        language,
      );
    if (!own) return unreached();
    const drawn = await answer(readerOf(operation, language, own.conversationId));
    const reply = draw(drawn, language);
    try {
      const activityId = await parts.messenger.send(own, reply);
      if (reply.matterCard) await noteShown(parts.database, reply.matterCard, own.conversationId, activityId);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return unreached();
    }
    return draw({ content: presentNotice(here, 'answered', t('private/goes-on'), null) }, language);
  }

  function draw({ content, matterCard }: Drawn, language: Language): Reply {
    return { ...parts.cards.render(content, language), matterCard };
  }

  async function run(
    turn: Turn,
    speaker: User,
    operation: Operation,
    request: Request,
    reader: Reader,
  ): Promise<Drawn> {
    const note = (remembered: Remembered) =>
      parts.memory.write(turn.conversation.conversationId, turn.objectId, remembered);
    const parsed = operation.slots.safeParse(request.slots);
    if (!holds(speaker, operation.right)) {
      const missing = problem('lacks-right', { right: operation.right, roles: rolesWith(operation.right) });
      const own = parsed.success
        ? await operation.refuse?.(await contextOf(parts, turn, speaker, reader), parsed.data)
        : undefined;
      return { content: await presentProblem(reader, own ?? missing) };
    }
    if (!parsed.success) {
      const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')))];
      const given = Object.fromEntries(Object.entries(request.slots).filter(([name]) => !wrong.includes(name)));
      await note({ asked: { request: { operation: operation.id, slots: given }, slot: wrong[0]! } });
      return { content: presentForm(reader, formFor(reader, operation, wrong, given)) };
    }
    const context = await contextOf(parts, turn, speaker, reader);
    const before = await parts.memory.read(turn.conversation.conversationId, turn.objectId);
    const answer = await (operation.risk === 'read' ? operation.answer : operation.propose)(context, parsed.data);
    await note(rememberAnswer(request, answer, before));
    if (operation.risk === 'read' || answer.kind !== 'propose') return await show(reader, speaker, answer as Answer);
    return await open(turn, reader, speaker, operation, answer);
  }

  async function open(
    turn: Turn,
    reader: Reader,
    asker: User,
    operation: Exclude<Operation, { risk: 'read' }>,
    proposal: Proposal,
  ): Promise<Drawn> {
    const { conversationId } = reader;
    const opened = await openMatter(parts, {
      operation,
      proposal,
      asker,
      conversationId,
      activityKey: turn.activityKey,
    });
    const upload = 'kind' in opened ? undefined : opened.proposal.upload;
    // Refused, or sent again and agreed on already: this one is nobody's.
    if (proposal.upload && proposal.upload !== upload) await parts.uploads.forget(proposal.upload);
    if ('kind' in opened) return { content: await presentProblem(reader, opened) };
    const language = await languageFor(parts, asker, turn.locale, languageOf);
    const drawn = await showMatter({ ...reader, speech: speak(language) }, asker, opened);
    delivery.deliverSoon(opened.id);
    return drawn;
  }

  async function show(reader: Reader, speaker: User, answer: Answer): Promise<Drawn> {
    switch (answer.kind) {
      case 'view':
        return { content: presentView(reader, answer) };
      case 'choice':
        return { content: presentChoice(reader, answer) };
      case 'form':
        return { content: presentForm(reader, answer) };
      case 'problem':
        return { content: await presentProblem(reader, answer) };
      case 'matter': {
        const matter = await readMatter(parts.database, answer.id);
        return matter
          ? await showMatter(reader, speaker, matter)
          : { content: await presentProblem(reader, problem('no-longer-open')) };
      }
    }
  }

  async function showMatter(reader: Reader, viewer: User, matter: Matter): Promise<Drawn> {
    const cards = await readCardsOf(parts.database, matter.id);
    const own = cards.filter((card) => card.viewer === viewer.objectId);
    const card =
      own[0] ??
      (await ensureCard(parts.database, {
        id: parts.newId(),
        matter: matter.id,
        viewer: viewer.objectId,
        role: 'asker',
        conversationId: reader.conversationId,
      }));
    const content = await viewMatter(parts, matter, card, reader.speech.language);
    return { content, matterCard: { id: card.id, version: matter.version } };
  }

  function known(nearest: readonly Request[]): { operation: Operation; slots: Request['slots'] }[] {
    return nearest.flatMap(({ operation: id, slots }) => {
      const operation = findOperation(parts, id);
      return operation ? [{ operation, slots }] : [];
    });
  }

  async function press(turn: Turn, token: string, inputs: Record<string, unknown>): Promise<Reply> {
    const pressed = parts.tokens.open(token);
    // The offer of a file is answered by a consent, not pressed.
    if (!pressed || pressed.kind === 'file') return await refuse(turn, problem('button-unknown'), null);
    if (pressed.kind === 'matter')
      return await pressMatter(turn, pressed.card, pressed.version, pressed.action, inputs);
    const { operation, conversation, expires } = pressed;
    if (expires <= parts.now().getTime() || conversation !== turn.conversation.conversationId) {
      return await refuse(turn, problem('button-expired'), findOperation(parts, operation) ?? null);
    }
    const known = findOperation(parts, operation);
    return await ask(turn, { operation, slots: known ? addInputs(known, pressed.slots, inputs) : pressed.slots }, []);
  }

  async function takeFile(turn: Turn, name: string, load: () => Promise<Buffer>): Promise<Reply> {
    await parts.conversations.remember(turn.conversation, parts.now());
    const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
    if (!speaker) return await refuse(turn, refusal, null);
    if (turn.conversation.kind !== 'personal') return await refuse(turn, problem('file-in-private'), null);
    const language = await languageFor(parts, speaker, turn.locale, languageOf);
    const work = guarded(turn, () => readFile(turn, speaker, name, load, language));
    const reply = await late.inTime(work);
    if (reply) return reply;
    const working = await finish(turn, language, null, (reader) => presentWorking(reader, 'file', { file: name }));
    const whenSent = (activityId: string) =>
      late.follow(work, language, async (answer) => {
        await parts.messenger.update(turn.conversation, activityId, answer);
        if ('matterCard' in answer && answer.matterCard)
          await noteShown(parts.database, answer.matterCard, turn.conversation.conversationId, activityId);
      });
    return { ...working, whenSent };
  }

  async function readFile(
    turn: Turn,
    speaker: User,
    name: string,
    load: () => Promise<Buffer>,
    language: Language,
  ): Promise<Reply> {
    try {
      const file = { name, bytes: await load() };
      const meant = await understandFile(parts.operations, speaker, file, parts.uploads, speak(language));
      if ('operation' in meant) return await ask(turn, meant, []);
      return await finish(turn, language, null, (reader) => presentProblem(reader, meant));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return await finish(turn, language, null, (reader) => presentProblem(reader, problem(error.code)));
    }
  }

  async function fileOffered(turn: Turn, token: string): Promise<FileContent | Reply> {
    const offered = parts.tokens.open(token);
    const operation = offered?.kind === 'file' ? findOperation(parts, offered.operation) : undefined;
    const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
    if (!speaker) return await refuse(turn, refusal, null);
    if (offered?.kind !== 'file' || !operation?.file) return await refuse(turn, problem('button-unknown'), null);
    if (offered.expires <= parts.now().getTime()) return await refuse(turn, problem('button-expired'), operation);
    if (offered.person !== speaker.objectId) return await refuse(turn, problem('not-yours'), operation);
    if (!holds(speaker, operation.right)) return await refuse(turn, problem('lost-right'), operation);
    const language = await languageFor(parts, speaker, turn.locale, languageOf);
    const reader = readerOf(operation, language, turn.conversation.conversationId);
    const made = await operation.file(await contextOf(parts, turn, speaker, reader), offered.data);
    return 'kind' in made ? await refuse(turn, made, operation) : made;
  }

  /** What a change hands over as a file is offered to its asker, once it is done. */
  async function offerFile(turn: Turn, matter: Matter, asker: User, language: Language): Promise<void> {
    const operation = findOperation(parts, matter.operation);
    if (!operation?.file) return;
    const data = matter.proposal.data ?? {};
    const reader = readerOf(operation, language, turn.conversation.conversationId);
    const made = await operation.file(await contextOf(parts, turn, asker, reader), data);
    if ('kind' in made) return;
    const expires = parts.now().getTime() + requestHours * 3_600_000;
    const token = parts.tokens.seal({ kind: 'file', operation: operation.id, data, person: asker.objectId, expires });
    const description = reader.speech.t(`${operation.id}/offer`);
    try {
      await parts.messenger.offerFile(turn.conversation, {
        name: made.name,
        description,
        size: made.bytes.length,
        token,
      });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      parts.log.warn({ outcome: error.outcome, matter: matter.id }, 'a file could not be offered');
    }
  }

  async function pressMatter(
    turn: Turn,
    cardId: string,
    version: number,
    action: string,
    inputs: Record<string, unknown>,
  ): Promise<Reply> {
    await parts.conversations.remember(turn.conversation, parts.now());
    const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
    const card = await readCard(parts.database, cardId);
    const matter = card && (await readMatter(parts.database, card.matter));
    if (!speaker) return await refuse(turn, refusal, null);
    if (!card || !matter) return await refuse(turn, problem('button-expired'), null);
    const operation = findOperation(parts, matter.operation) ?? null;
    const elsewhere = card.conversationId !== null && card.conversationId !== turn.conversation.conversationId;
    if (card.viewer !== speaker.objectId || elsewhere) return await refuse(turn, problem('not-yours'), operation);
    const language = await languageFor(parts, speaker, turn.locale, languageOf);
    // What was pressed on an older state gets the recorded outcome.
    const current = matter.version === version && (allowedActions(matter, card) as readonly string[]).includes(action);
    if (!current) return await drawMatter(matter, card, language);
    if (action === 'reveal' && turn.answersOpenly)
      return await refuse(turn, problem('needs-private-answer'), operation);
    const reason =
      typeof inputs.reason === 'string' && inputs.reason.trim() ? inputs.reason.trim().slice(0, 300) : undefined;
    const work = takeStep(parts, matter, action as MatterAction, speaker, reason).then((result) =>
      showStep(turn, matter, card, speaker, language, result),
    );
    const takesLong = operation && operation.risk !== 'read' && operation.stage && action === 'confirm';
    const reply = takesLong ? await late.inTime(work) : await work;
    if (reply) return reply;
    late.follow(
      guarded(turn, () => work),
      language,
      async (answer) => {
        // What went wrong is said apart.
        if (!('matterCard' in answer)) await parts.messenger.send(turn.conversation, answer);
        // The card is brought to the matter's state, also where that is still the one from before.
        await showAnew(parts.database, card.id);
        delivery.deliverSoon(matter.id);
      },
    );
    return await finish(turn, language, operation, (reader) =>
      presentWorking(reader, 'matter', { subject: matter.proposal.subject.name }),
    );
  }

  async function showStep(
    turn: Turn,
    matter: Matter,
    card: MatterCard,
    speaker: User,
    language: Language,
    result: Pressed,
  ): Promise<Reply> {
    const operation = findOperation(parts, matter.operation) ?? null;
    if (result.secret) await keepOnScreen(card);
    if (result.matter.step === 'done' && matter.step !== 'done') {
      await offerFile(turn, result.matter, speaker, language);
    }
    delivery.deliverSoon(matter.id);
    if (result.problem && result.matter.version === matter.version)
      return await refuse(turn, result.problem, operation);
    return await drawMatter(result.matter, card, language, result.secret);
  }

  async function drawMatter(matter: Matter, card: MatterCard, language: Language, secret?: string): Promise<Reply> {
    const drawn = parts.cards.render(await viewMatter(parts, matter, card, language, secret), language);
    return secret ? drawn : { ...drawn, matterCard: { id: card.id, version: matter.version } };
  }

  /** The answer to this press shows the secret; updating the message at once would wipe it from the reader's screen. */
  async function keepOnScreen(card: MatterCard): Promise<void> {
    const until = new Date(parts.now().getTime() + secretSeconds * 1000);
    await parts.database
      .updateTable('matter_cards')
      .set({ not_before: until.toISOString() })
      .where('id', '=', card.id)
      .execute();
  }

  async function refuse(turn: Turn, why: Problem, operation: Operation | null): Promise<Reply> {
    return await finish(turn, languageOf(turn.locale), operation, (reader) => presentProblem(reader, why));
  }
}

interface Drawn {
  content: CardContent;
  matterCard?: { id: string; version: number };
}

/** How long a handed-over password stays on the card before the message is wiped. */
const secretSeconds = 120;
