import type { Plan, Planner, PredictedDoCommand, TurnState } from '@microsoft/teams-ai';
// The package's index loads models and tokenizers, which take longer to start than all the rest.
import { Application } from '@microsoft/teams-ai/lib/Application';
import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { Asking, Desk, Reply, Sign, Turn } from '../desk/desk';
import type { SentencePlanner } from '../desk/planner';
import type { Operation } from '../operations/operation';
import { FileError } from '../desk/incoming-file';
import { consentIn, fileIn, fileMessage, type Upload } from './file-activities';
import type { FileExchange } from './files';
import { labelOf } from './model/label';
import type { ModelPlanner } from './model/model-planner';
import {
  answerWithCard,
  answerWithText,
  isDialog,
  isPress,
  nothingPressed,
  pressedIn,
  rememberTurn,
  turnIn,
} from './invoke';
import { answerWithFound, queryIn } from './message-extension';
import { cardMessage } from './messenger';

export interface BotOptions {
  desk: Desk;
  planner: SentencePlanner;
  /** Plans in the built-in planner's place, where one is configured. */
  model?: ModelPlanner;
  operations: readonly Operation[];
  files: FileExchange;
  forgetConversation: (conversationId: string) => Promise<void>;
}

/** The actions of a plan that understood nothing, and of one for a word that asks nothing by itself. */
const notUnderstood = 'not-understood';
const heard = 'heard';

/** What an operation's action takes: its slots, and how it came about. */
interface Step {
  slots: Record<string, unknown>;
  asking?: Asking;
  /** Which of the message's requests it is, from 0. */
  at: number;
}

/**
 * The bot as teams-ai sees it: its planner turns sentences into plans of the desk's operations, its routes take presses,
 * dialogs and installations. All of them end in the desk.
 */
export function createBot(options: BotOptions): Application {
  const { desk, operations } = options;
  const bot = new Application({
    ai: { planner: createPlanner(options), allow_looping: false },
    startTypingTimer: false,
  });

  for (const { id } of operations) {
    bot.ai.action(id, async (context, _state, { slots, asking, at }: Step) => {
      await reply(context, desk, (turn) => desk.ask(partOf(turn, at), { operation: id, slots }, asking));
      return '';
    });
  }
  bot.ai.action(notUnderstood, async (context, _state, asking: Asking) => {
    const label = asking.said ? { entities: [labelOf(asking.said)] } : {};
    await reply(context, desk, (turn) => desk.ask(turn, null, asking), undefined, label);
    return '';
  });
  bot.ai.action(heard, async (context, _state, { sign }: { sign: Sign }) => {
    await reply(context, desk, (turn) => desk.hear(turn, sign));
    return '';
  });

  bot.addRoute(isFileConsent, answerConsent, true);
  bot.addRoute(
    isSearch,
    async (context) => {
      const found = await desk.search(turnIn(context), queryIn(context.activity)!);
      const { name } = context.activity;
      await context.sendActivity('card' in found ? answerWithText(name, found.summary) : answerWithFound(found));
    },
    true,
  );
  bot.addRoute(
    isInvoke,
    async (context) => {
      const { name } = context.activity;
      // Without a token, or in a request that is no press, it is a button that nobody knows.
      const { token, inputs } = isPress(name) ? pressedIn(context.activity) : nothingPressed;
      const turn = turnIn(context);
      const dialog = isDialog(name) ? { openedFrom: context.activity.replyToId ?? null } : undefined;
      const answer = await desk.press({ ...turn, dialog }, token, inputs);
      await context.sendActivity(
        answer.closesDialog ? answerWithText(name, answer.summary) : answerWithCard(name, answer),
      );
      // A press on a card in the chat: the answer takes that message's place. A dialog's has no message.
      const place = name === 'adaptiveCard/action' ? context.activity.replyToId : undefined;
      if (answer.matterCard && !answer.matterCard.isInMessage && place) {
        await desk.tookPlaceOf(answer.matterCard, turn.conversation.conversationId, place);
      }
      if (place) answer.whenSent?.(place);
    },
    true,
  );

  bot.addRoute(isFile, async (context) => {
    const file = fileIn(context.activity)!;
    await reply(context, desk, (turn) =>
      desk.takeFile(turn, file.name, (onShare) => options.files.download(file.url, onShare)),
    );
  });
  bot.addRoute(isSubmit, async (context) => {
    const { token, inputs } = pressedIn(context.activity);
    await reply(
      context,
      desk,
      (turn) => desk.press({ ...turn, answersOpenly: true }, token, inputs),
      context.activity.replyToId,
    );
  });
  bot.activity(ActivityTypes.InstallationUpdate, async (context) => {
    if (context.activity.action?.startsWith('remove')) {
      return await options.forgetConversation(turnIn(context).conversation.conversationId);
    }
    await reply(context, desk, (turn) => desk.ask(turn, { operation: 'welcome', slots: {} }));
  });
  bot.activity(ActivityTypes.ConversationUpdate, async (context) => {
    const { membersRemoved, recipient } = context.activity;
    if (!membersRemoved?.some((member) => member.id === recipient.id)) return;
    await options.forgetConversation(turnIn(context).conversation.conversationId);
  });
  return bot;

  /** A file was offered: it is made and stored where the platform says, and its link takes the offer's place. */
  async function answerConsent(context: TurnContext): Promise<void> {
    const { name, replyToId } = context.activity;
    const { token, upload } = consentIn(context.activity)!;
    const turn = turnIn(context);
    // Storing may take longer than the platform waits for the answer to an invoke.
    await context.sendActivity(answerWithText(name, 'Partner Desk'));
    if (upload) await storeOffered(context, turn, token, upload);
    if (replyToId) await context.deleteActivity(replyToId);
  }

  async function storeOffered(context: TurnContext, turn: Turn, token: string, upload: Upload): Promise<void> {
    const offered = await desk.fileOffered(turn, token);
    if ('card' in offered) return void (await context.sendActivity(cardMessage(offered)));
    try {
      await options.files.upload(upload.uploadUrl, offered.bytes);
      await context.sendActivity(fileMessage(upload));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await context.sendActivity(cardMessage(await desk.fileFailed(turn, error)));
    }
  }
}

/** The planner of teams-ai: one DO for each request that the sentence holds. */
function createPlanner({ desk, planner, model }: BotOptions): Planner<TurnState> {
  const plan = async (context: TurnContext): Promise<Plan> => {
    const { text, locale } = context.activity;
    if (!text?.trim()) return { type: 'plan', commands: [] };
    const turn = turnIn(context);
    const remembered = await desk.remembered(turn);
    const sentence = { text, locale: locale ?? 'en', today: turn.today, remembered };
    const builtIn = await planner.plan(sentence);
    const understood = model ? await model.plan(context, turn.objectId, sentence, builtIn) : builtIn;
    const { requests, nearest, undecided, sign, instead, confirm, said, language } = understood;
    // Whoever writes in the other language is answered in it.
    if (language) rememberTurn(context, { ...turn, locale: language, spoken: language });
    if (sign) return planOf([{ action: heard, parameters: { sign } }]);
    if (requests.length === 0) return planOf([{ action: notUnderstood, parameters: { nearest, undecided, said } }]);
    return planOf(
      requests.map(({ operation, slots }, at) => ({
        action: operation,
        parameters: { slots, asking: { instead, confirm, further: at > 0 }, at },
      })),
    );
  };
  const ended: Plan = { type: 'plan', commands: [] };
  return {
    beginTask: plan,
    continueTask: () => Promise.resolve(ended),
  };
}

function planOf(steps: { action: string; parameters: Record<string, unknown> }[]): Plan {
  return { type: 'plan', commands: steps.map((step): PredictedDoCommand => ({ type: 'DO', ...step })) };
}

/** Each request of a message is a turn of its own: a redelivery finds the matter that it opened. */
function partOf(turn: Turn, at: number): Turn {
  return at > 0 && turn.activityKey ? { ...turn, activityKey: `${turn.activityKey}/${at}` } : turn;
}

/** Sends the desk's answer, or puts it in the place of the message it was pressed on, and notes where a matter is shown. */
async function reply(
  context: TurnContext,
  desk: Desk,
  answer: (turn: Turn) => Promise<Reply>,
  inPlaceOf?: string,
  label: Partial<Activity> = {},
): Promise<void> {
  const turn = turnIn(context);
  const answered = await answer(turn);
  const message = { ...(cardMessage(answered) as Partial<Activity>), ...label };
  let id = isRefusal(answered) ? undefined : inPlaceOf;
  if (id) await context.updateActivity({ ...message, id });
  else id = (await context.sendActivity(message))?.id;
  if (answered.matterCard && id) await desk.shown(answered.matterCard, turn.conversation.conversationId, id);
  if (id) answered.whenSent?.(id);
}

/** A refusal takes no card's place: whoever the card is for must still be able to press it. */
function isRefusal({ metadata: { operation, state }, matterCard }: Reply): boolean {
  return matterCard === undefined && (operation === null || state === 'refused' || state === 'failed');
}

function isInvoke({ activity }: TurnContext): Promise<boolean> {
  return Promise.resolve(activity.type === (ActivityTypes.Invoke as string));
}

function isFileConsent({ activity }: TurnContext): Promise<boolean> {
  return Promise.resolve(activity.type === (ActivityTypes.Invoke as string) && consentIn(activity) !== undefined);
}

function isSearch({ activity }: TurnContext): Promise<boolean> {
  return Promise.resolve(activity.type === (ActivityTypes.Invoke as string) && queryIn(activity) !== undefined);
}

function isFile({ activity }: TurnContext): Promise<boolean> {
  return Promise.resolve(activity.type === (ActivityTypes.Message as string) && fileIn(activity) !== undefined);
}

function isSubmit({ activity }: TurnContext): Promise<boolean> {
  return Promise.resolve(
    activity.type === (ActivityTypes.Message as string) && !activity.text && pressedIn(activity).token !== '',
  );
}
