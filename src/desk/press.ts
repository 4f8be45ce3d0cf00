import type { User } from '../account/user';
import type { Language } from '../language/languages';
import { problem, type Operation, type Progress, type Request } from '../operations/operation';
import { takeStep, type MatterAction, type Pressed } from './agreement';
import { ask } from './ask';
import { finish, refuse } from './draw';
import { offerFile } from './exchange-files';
import { guarded } from './fault';
import { formPlaceOf } from './form-place';
import { addInputs } from './form';
import { identify } from './identify';
import type { Matter, MatterCard } from './matter';
import { noteShown, readCard, showAnew } from './matter-cards';
import { readMatter } from './matter-store';
import { allowedActions, languageFor, viewMatter } from './matter-view';
import { DeliveryError } from './messenger';
import { findOperation, type RoadParts } from './parts';
import { presentWorking } from './present';
import { shortNameOf } from './token';
import type { Reply, Turn } from './turn';

/** How long a handed-over password stays on the card before the message is wiped. */
const secretSeconds = 120;

/** A button: a step of a matter, or a request like a sentence's. */
export async function press(
  parts: RoadParts,
  turn: Turn,
  token: string,
  inputs: Record<string, unknown>,
): Promise<Reply> {
  const pressed = parts.tokens.open(token);
  // The offer of a file is answered by a consent, not pressed.
  if (!pressed || pressed.kind === 'file') return await refuse(parts, turn, problem('button-unknown'), null);
  if (pressed.kind === 'matter')
    return await pressMatter(parts, turn, pressed.card, pressed.version, pressed.action, inputs);
  const { conversation, expires } = pressed;
  const operation = pressed.kind === 'language' ? 'language.set' : pressed.operation;
  if (expires <= parts.now().getTime() || conversation !== shortNameOf(turn.conversation.conversationId)) {
    return await refuse(parts, turn, problem('button-expired'), findOperation(parts, operation) ?? null);
  }
  if (pressed.kind === 'language') return await keepLanguage(parts, turn, pressed.language, pressed.again);
  const known = findOperation(parts, operation);
  return await ask(
    parts,
    { ...turn, forms: formPlaceOf(turn, pressed) },
    { operation, slots: known ? addInputs(known, pressed.slots, inputs) : pressed.slots },
  );
}

/** The language is chosen, which a message of its own says; the card goes on showing what it showed. */
async function keepLanguage(parts: RoadParts, turn: Turn, language: Language, again: Request): Promise<Reply> {
  const chosen = await ask(parts, turn, { operation: 'language.set', slots: { language } });
  if (!chosen.matterCard) return chosen;
  const { conversationId } = turn.conversation;
  try {
    const activityId = await parts.messenger.send(turn.conversation, chosen);
    await noteShown(parts.database, chosen.matterCard, conversationId, activityId);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    // It is chosen all the same: the delivery brings its card.
  }
  return await ask(parts, turn, again);
}

async function pressMatter(
  parts: RoadParts,
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
  if (!speaker) return await refuse(parts, turn, refusal, null);
  if (!card || !matter) return await refuse(parts, turn, problem('button-expired'), null);
  const operation = findOperation(parts, matter.operation) ?? null;
  const elsewhere = card.conversationId !== null && card.conversationId !== turn.conversation.conversationId;
  const { subject } = matter.proposal;
  if (card.viewer !== speaker.objectId || elsewhere) {
    const why = problem('not-yours');
    parts.refusals.note({ operation, person: speaker.objectId, why, subject });
    return await refuse(parts, turn, why, operation);
  }
  const language = await languageFor(parts, speaker, turn.locale);
  // What was pressed on an older state gets the recorded outcome.
  const current = matter.version === version && (allowedActions(matter, card) as readonly string[]).includes(action);
  if (!current) return await drawMatter(parts, matter, card, language);
  if (action === 'reveal' && turn.answersOpenly)
    return await refuse(parts, turn, problem('needs-private-answer'), operation);
  const reason =
    typeof inputs.reason === 'string' && inputs.reason.trim() ? inputs.reason.trim().slice(0, 300) : undefined;
  const step = { parts, turn, matter, card, speaker, language };
  // What came as a file may be long.
  const takesLong = operation?.intake !== undefined && action === 'confirm';
  if (takesLong) return await confirmLong(step, operation);
  return await showStep(step, await takeStep(parts, matter, action as MatterAction, speaker, { reason }));
}

interface PressedStep {
  parts: RoadParts;
  turn: Turn;
  matter: Matter;
  card: MatterCard;
  speaker: User;
  language: Language;
}

/** A confirmation whose outcome may come after the turn: until then the card says how far it is. */
async function confirmLong(step: PressedStep, operation: Operation): Promise<Reply> {
  const { parts, turn, matter, card, speaker, language } = step;
  const answer = parts.late.begin(turn.conversation, (report, silence) =>
    guarded(parts, turn, async () => {
      const result = await takeStep(parts, matter, 'confirm', speaker, { report });
      await silence();
      return await showStep(step, result);
    }),
  );
  const reply = await answer.inTime();
  if (reply) return reply;
  const draw = (progress?: Progress) =>
    finish(parts, turn, language, operation, (reader) =>
      presentWorking(reader, 'matter', { subject: matter.proposal.subject.name }, progress),
    );
  answer.follow(language, async (outcome) => {
    // What went wrong is said apart.
    if (!('matterCard' in outcome)) await parts.messenger.send(turn.conversation, outcome);
    // The card is brought to the matter's state, also where that is still the one from before.
    await showAnew(parts.database, card.id);
    parts.delivery.deliverSoon(matter.id);
  });
  return {
    ...(await draw(answer.progress())),
    whenSent: (activityId) => answer.showProgress(activityId, draw),
  };
}

async function showStep(
  { parts, turn, matter, card, speaker, language }: PressedStep,
  result: Pressed,
): Promise<Reply> {
  const operation = findOperation(parts, matter.operation) ?? null;
  if (result.secret) await keepOnScreen(parts, card);
  if (result.matter.step === 'done' && matter.step !== 'done') {
    await offerFile(parts, turn, result.matter, speaker, language);
  }
  if (result.problem && result.matter.version === matter.version) {
    parts.delivery.deliverSoon(matter.id);
    const { subject } = matter.proposal;
    parts.refusals.note({ operation, person: speaker.objectId, why: result.problem, subject });
    return await refuse(parts, turn, result.problem, operation);
  }
  const reply = await drawMatter(parts, result.matter, card, language, result.secret);
  const drawn = { id: card.id, matter: result.matter, language, finished: reply };
  // A secret is on the answer to its press alone.
  parts.delivery.deliverSoon(matter.id, result.secret ? undefined : drawn);
  return reply;
}

async function drawMatter(
  parts: RoadParts,
  matter: Matter,
  card: MatterCard,
  language: Language,
  secret?: string,
): Promise<Reply> {
  const drawn = parts.cards.render(await viewMatter(parts, matter, card, language, secret), language);
  return secret
    ? drawn
    : { ...drawn, matterCard: { id: card.id, version: matter.version, isInMessage: card.activityId !== null } };
}

/** The answer to this press shows the secret; updating the message at once would wipe it from the reader's screen. */
async function keepOnScreen(parts: RoadParts, card: MatterCard): Promise<void> {
  const until = new Date(parts.now().getTime() + secretSeconds * 1000);
  await parts.database
    .updateTable('matter_cards')
    .set({ not_before: until.toISOString() })
    .where('id', '=', card.id)
    .execute();
}
