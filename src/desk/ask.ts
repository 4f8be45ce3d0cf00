import { holds, rolesWith } from '../account/rights';
import type { User } from '../account/user';
import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import {
  problem,
  type Answer,
  type Context,
  type Operation,
  type Proposal,
  type Request,
} from '../operations/operation';
import { withWaysOn } from '../operations/ways-on';
import { openMatter, takeStep } from './agreement';
import { contextOf } from './context';
import { rememberAnswer, type Remembered } from './conversation-memory';
import { draw, finish, readerOf, type Drawn } from './draw';
import { formFor } from './form';
import { formPlaceOf } from './form-place';
import { identify } from './identify';
import { leaveDialog } from './leave-dialog';
import type { Matter, MatterCard } from './matter';
import { ensureCard, noteBehind, noteShown, readCardsOf } from './matter-cards';
import { readMatter } from './matter-store';
import { languageFor, viewMatter } from './matter-view';
import { DeliveryError } from './messenger';
import { offerLanguage } from './offer-language';
import { presentNotUnderstood, type ModelText } from './not-understood';
import { findOperation, type RoadParts } from './parts';
import {
  askable,
  presentChoice,
  presentForm,
  presentNotice,
  presentProblem,
  presentView,
  type Reader,
} from './present';
import { reachPersonal } from './reach';
import type { Reply, Turn } from './turn';

/** How a request came about, where that makes a difference. */
export interface Asking {
  /** Nothing was understood: what may have been meant, the likeliest first. */
  nearest?: readonly Request[];
  /** Of the nearest, the first two are worth asking which. */
  undecided?: boolean;
  /** What a language model has to say, where nothing was understood. */
  said?: ModelText;
  /** The asker confirms it, also where the operation would not ask: a language model planned it. */
  confirm?: boolean;
  /** It takes the place of what the speaker proposed before. */
  instead?: boolean;
  /** Said in the same message as the one before, which may still be open. */
  further?: boolean;
}

/** A request, from whoever is asking to the card that answers it. */
export async function ask(parts: RoadParts, turn: Turn, request: Request | null, asking: Asking = {}): Promise<Reply> {
  await parts.conversations.remember(turn.conversation, parts.now());
  const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
  const language = await languageFor(parts, speaker, turn.locale);
  const operation = request ? (findOperation(parts, request.operation) ?? null) : null;
  if (!speaker) {
    parts.refusals.note({ operation, person: turn.objectId, why: refusal });
    return finish(parts, turn, language, operation, (reader) => presentProblem(reader, refusal));
  }
  if (!request || !operation) {
    return await tellNotUnderstood(parts, turn, language, speaker, asking);
  }
  const { conversationId } = turn.conversation;
  const before = asking.instead ? parts.memory.read(conversationId, turn.objectId) : undefined;
  const reply = await answerWhereItBelongs(parts, turn, language, operation, async (there) => {
    const drawn = await run(parts, turn, speaker, operation, request, there, asking);
    return await offerLanguage(parts, turn, speaker, there, request, drawn);
  });
  if (before?.matter) await withdrawReplaced(parts, turn, speaker, before.matter);
  return reply;
}

/** Says so and offers the nearest; what is offered can be picked in words. */
async function tellNotUnderstood(
  parts: RoadParts,
  turn: Turn,
  language: Language,
  speaker: User,
  { nearest = [], undecided = false, said }: Asking,
): Promise<Reply> {
  const { conversationId } = turn.conversation;
  const reader = readerOf(parts, null, language, conversationId);
  const { content, options } = presentNotUnderstood(reader, speaker, known(parts, nearest), undecided, said);
  if (options.length > 0) {
    const before = parts.memory.read(conversationId, turn.objectId);
    await parts.memory.write(conversationId, turn.objectId, { ...before, options });
  }
  return draw(parts, { content }, language);
}

/** “No, the other one”: what was proposed before is withdrawn, unless the new request came to the same. */
async function withdrawReplaced(parts: RoadParts, turn: Turn, speaker: User, id: string): Promise<void> {
  const now = parts.memory.read(turn.conversation.conversationId, turn.objectId);
  const replaced = await readMatter(parts.database, id);
  if (now.matter === undefined || now.matter === id || replaced?.step !== 'proposed') return;
  if (replaced.asker !== speaker.objectId) return;
  await takeStep(parts, replaced, 'cancel', speaker);
  parts.delivery.deliverSoon(id);
}

/** What is personal and was asked among others goes on in the speaker's own chat; the others see one line. */
async function answerWhereItBelongs(
  parts: RoadParts,
  turn: Turn,
  language: Language,
  operation: Operation,
  answer: (there: Reader) => Promise<Drawn>,
): Promise<Reply> {
  const forms = turn.forms ?? formPlaceOf(turn);
  const here = readerOf(parts, operation, language, turn.conversation.conversationId, forms);
  if (operation.audience === 'anyone' || turn.conversation.kind === 'personal') {
    const drawn = await answer(here);
    // What is to be agreed on stays: it goes to the chat, where the dialog would take it along.
    return forms.at === 'dialog' && drawn.matterCard
      ? await leaveDialog(parts, turn, here, drawn, forms.inPlaceOf)
      : draw(parts, drawn, language);
  }
  const { t } = here.speech;
  const own = await reachPersonal(parts, turn.objectId, turn.conversation.conversationId);
  const unreached = () =>
    draw(
      parts,
      { content: presentNotice(here, 'refused', t('private/unreachable'), t('private/unreachable-do'), [askable(t)]) },
      language,
    );
  if (!own) return unreached();
  const there = turn.opensDialogs || turn.dialog ? ({ at: 'opener' } as const) : undefined;
  const drawn = await answer(readerOf(parts, operation, language, own.conversationId, there));
  const reply = draw(parts, drawn, language);
  try {
    const activityId = await parts.messenger.send(own, reply);
    if (reply.matterCard) await noteShown(parts.database, reply.matterCard, own.conversationId, activityId);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return unreached();
  }
  return draw(parts, { content: presentNotice(here, 'answered', t('private/goes-on'), null) }, language);
}

async function run(
  parts: RoadParts,
  turn: Turn,
  speaker: User,
  operation: Operation,
  request: Request,
  reader: Reader,
  { further = false, confirm = false }: Asking = {},
): Promise<Drawn & { matter?: string }> {
  const before = parts.memory.read(turn.conversation.conversationId, turn.objectId);
  const note = (remembered: Remembered) =>
    noteBoth(parts, turn, reader, further ? { ...before, ...remembered } : remembered);
  const parsed = operation.slots.safeParse(request.slots);
  if (!holds(speaker, operation.right)) {
    const missing = problem('lacks-right', { right: operation.right, roles: rolesWith(operation.right) });
    const own = parsed.success
      ? await operation.refuse?.(await contextOf(parts, turn, speaker, reader), parsed.data)
      : undefined;
    const why = own ?? missing;
    parts.refusals.note({ operation, person: speaker.objectId, why, slots: request.slots });
    return { content: await presentProblem(reader, why) };
  }
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')))];
    const given = Object.fromEntries(Object.entries(request.slots).filter(([name]) => !wrong.includes(name)));
    await note({ asked: { request: { operation: operation.id, slots: given }, slot: wrong[0]! } });
    return { content: presentForm(reader, formFor(reader, operation, wrong, given), request) };
  }
  const context = await contextOf(parts, turn, speaker, reader);
  const answered = await (operation.risk === 'read' ? operation.answer : operation.propose)(context, parsed.data);
  const answer = answered.kind === 'problem' ? withWaysOn(context, parsed.data, answered) : answered;
  if (answer.kind === 'problem')
    parts.refusals.note({ operation, person: speaker.objectId, why: answer, slots: parsed.data });
  await note(rememberAnswer(request, answer, before));
  if (operation.risk === 'read' || answer.kind !== 'propose')
    return await show(parts, reader, speaker, answer as Answer, request);
  const opened = await open(
    parts,
    turn,
    reader,
    context,
    operation,
    confirm ? { ...answer, confirm } : answer,
    request,
  );
  if (opened.matter) await note({ ...rememberAnswer(request, answer, before), matter: opened.matter });
  return opened;
}

/** What was asked among others and answered in private can be gone on with in either place. */
async function noteBoth(parts: RoadParts, turn: Turn, reader: Reader, remembered: Remembered): Promise<void> {
  const places = new Set([turn.conversation.conversationId, reader.conversationId]);
  for (const place of places) await parts.memory.write(place, turn.objectId, remembered);
}

async function open(
  parts: RoadParts,
  turn: Turn,
  reader: Reader,
  context: Context,
  operation: Exclude<Operation, { risk: 'read' }>,
  proposal: Proposal,
  request: Request,
): Promise<Drawn & { matter?: string }> {
  const { conversationId } = reader;
  const asker = context.speaker;
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
  if (operation.showAfter && opened.step === 'done') {
    return await show(parts, reader, asker, await operation.showAfter(context, opened.proposal), request);
  }
  const language = await languageFor(parts, asker, turn.locale);
  const drawn = await showMatter(parts, { ...reader, speech: speak(language) }, asker, opened);
  parts.delivery.deliverSoon(opened.id);
  return { ...drawn, language, matter: opened.id };
}

async function show(parts: RoadParts, reader: Reader, speaker: User, answer: Answer, request: Request): Promise<Drawn> {
  switch (answer.kind) {
    case 'view':
      return { content: presentView(reader, answer) };
    case 'choice':
      return { content: presentChoice(reader, answer) };
    case 'form':
      return { content: presentForm(reader, answer, request) };
    case 'problem':
      return { content: await presentProblem(reader, answer) };
    case 'matter': {
      const matter = await readMatter(parts.database, answer.id);
      return matter
        ? await showMatter(parts, reader, speaker, matter)
        : { content: await presentProblem(reader, problem('no-longer-open')) };
    }
  }
}

/** A matter as its viewer sees it, here. */
export async function showMatter(parts: RoadParts, reader: Reader, viewer: User, matter: Matter): Promise<Drawn> {
  const cards = await readCardsOf(parts.database, matter.id);
  const own = cards.filter((card) => card.viewer === viewer.objectId);
  const card = own[0] ?? (await addCard(parts, reader, viewer, matter));
  const content = await viewMatter(parts, matter, card, reader.speech.language);
  return { content, matterCard: { id: card.id, version: matter.version } };
}

async function addCard(parts: RoadParts, reader: Reader, viewer: User, matter: Matter): Promise<MatterCard> {
  const card = await ensureCard(parts.database, {
    id: parts.newId(),
    matter: matter.id,
    viewer: viewer.objectId,
    role: 'asker',
    conversationId: reader.conversationId,
  });
  await noteBehind(parts.database, card.id);
  return card;
}

function known(parts: RoadParts, nearest: readonly Request[]): { operation: Operation; slots: Request['slots'] }[] {
  return nearest.flatMap(({ operation: id, slots }) => {
    const operation = findOperation(parts, id);
    return operation ? [{ operation, slots }] : [];
  });
}
