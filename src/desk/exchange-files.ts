import { holds } from '../account/rights';
import type { User } from '../account/user';
import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import { problem, type FileContent, type Progress, type Report } from '../operations/operation';
import { ask } from './ask';
import { contextOf } from './context';
import { finish, readerOf, refuse } from './draw';
import { guarded } from './fault';
import { identify } from './identify';
import { FileError, understandFile } from './incoming-file';
import type { Matter } from './matter';
import { noteShown } from './matter-cards';
import { languageFor } from './matter-view';
import { DeliveryError } from './messenger';
import { findOperation, type RoadParts } from './parts';
import { presentChoice, presentProblem, presentWorking } from './present';
import { requestHours } from './token';
import type { Reply, Turn } from './turn';

/**
 * Fetches a file's bytes.
 *
 * @param onShare is told how much of it is there, from 0 to 1, where that is known
 * @throws FileError
 */
export type LoadFile = (onShare: (share: number) => void) => Promise<Buffer>;

/** A file dropped into a chat; one that takes long to read is answered twice. */
export async function takeFile(parts: RoadParts, turn: Turn, name: string, load: LoadFile): Promise<Reply> {
  await parts.conversations.remember(turn.conversation, parts.now());
  const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
  if (!speaker) return await refuse(parts, turn, refusal, null);
  if (turn.conversation.kind !== 'personal') return await refuse(parts, turn, problem('file-in-private'), null);
  const language = await languageFor(parts, speaker, turn.locale);
  const answer = parts.late.begin(turn.conversation, (report) =>
    guarded(parts, turn, () => readFile(parts, { ...turn, report }, speaker, name, load, language)),
  );
  const reply = await answer.inTime();
  if (reply) return reply;
  const draw = (progress?: Progress) =>
    finish(parts, turn, language, null, (reader) => presentWorking(reader, 'file', { file: name }, progress));
  const whenSent = (activityId: string) => {
    answer.showProgress(activityId, draw);
    answer.follow(language, async (outcome) => {
      await parts.messenger.update(turn.conversation, activityId, outcome);
      if ('matterCard' in outcome && outcome.matterCard)
        await noteShown(parts.database, outcome.matterCard, turn.conversation.conversationId, activityId);
    });
  };
  return { ...(await draw(answer.progress())), whenSent };
}

async function readFile(
  parts: RoadParts,
  turn: Turn & { report: Report },
  speaker: User,
  name: string,
  load: LoadFile,
  language: Language,
): Promise<Reply> {
  try {
    const file = { name, bytes: await load((share) => turn.report({ doing: 'fetching', share })) };
    const meant = await understandFile(parts, speaker, file, speak(language));
    if ('operation' in meant) return await ask(parts, turn, meant);
    if (meant.kind === 'problem')
      return await finish(parts, turn, language, null, (reader) => presentProblem(reader, meant));
    // It can be said in words, too.
    const options = meant.options.map(({ title, request }) => ({ title, request }));
    await parts.memory.write(turn.conversation.conversationId, turn.objectId, { options });
    return await finish(parts, turn, language, null, (reader) => presentChoice(reader, meant));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return await finish(parts, turn, language, null, (reader) => presentProblem(reader, problem(error.code)));
  }
}

/** The file behind an offer, made at this moment for the one to whom it was offered. */
export async function fileOffered(parts: RoadParts, turn: Turn, token: string): Promise<FileContent | Reply> {
  const offered = parts.tokens.open(token);
  const operation = offered?.kind === 'file' ? findOperation(parts, offered.operation) : undefined;
  const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
  if (!speaker) return await refuse(parts, turn, refusal, null);
  if (offered?.kind !== 'file' || !operation?.file) return await refuse(parts, turn, problem('button-unknown'), null);
  if (offered.expires <= parts.now().getTime()) return await refuse(parts, turn, problem('button-expired'), operation);
  const isTheirs = offered.person === speaker.objectId;
  if (!isTheirs || !holds(speaker, operation.right)) {
    const why = problem(isTheirs ? 'lost-right' : 'not-yours');
    parts.refusals.note({ operation, person: speaker.objectId, why });
    return await refuse(parts, turn, why, operation);
  }
  const language = await languageFor(parts, speaker, turn.locale);
  const reader = readerOf(parts, operation, language, turn.conversation.conversationId);
  const made = await operation.file(await contextOf(parts, turn, speaker, reader), offered.data);
  return 'kind' in made ? await refuse(parts, turn, made, operation) : made;
}

/** What a change hands over as a file is offered to its asker, once it is done. */
export async function offerFile(
  parts: RoadParts,
  turn: Turn,
  matter: Matter,
  asker: User,
  language: Language,
): Promise<void> {
  const operation = findOperation(parts, matter.operation);
  if (!operation?.file) return;
  const data = matter.proposal.data ?? {};
  const reader = readerOf(parts, operation, language, turn.conversation.conversationId);
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
