import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Turn } from '../desk/desk';
import type { FinishedCard } from '../desk/messenger';

const actionData = z.looseObject({ token: z.string().max(8_192) });
/** Where the data of a press is: Action.Execute, a dialog, Action.Submit. */
const pressValue = z.union([
  z.looseObject({ action: z.looseObject({ data: actionData }) }).transform(({ action }) => action.data),
  z.looseObject({ data: actionData }).transform(({ data }) => data),
  actionData,
]);

export interface Pressed {
  token: string;
  /** What was typed into the card's inputs. */
  inputs: Record<string, unknown>;
}
export const nothingPressed: Pressed = { token: '', inputs: {} };

/** The token of a press and what was typed; an empty token where there is none. */
export function pressedIn(activity: Activity): Pressed {
  const parsed = pressValue.safeParse(activity.value);
  if (!parsed.success) return nothingPressed;
  const { token, ...inputs } = parsed.data;
  return { token, inputs };
}

const turnKey = Symbol('turn');

/** Keeps the turn that `receive.ts` parsed and checked with the SDK's context. */
export function rememberTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(turnKey, turn);
}

/** The turn of an activity that passed the checks of `receive.ts`. */
export function turnIn(context: TurnContext): Turn {
  return context.turnState.get<Turn>(turnKey);
}

const cardType = 'application/vnd.microsoft.card.adaptive';
const textType = 'application/vnd.microsoft.activity.message';

/** The answer to an invoke with a card, in the form that its kind expects; with a sentence where it takes no card. */
export function answerWithCard(name: string | undefined, { card, summary }: FinishedCard): Partial<Activity> {
  if (name === 'adaptiveCard/action') return invokeResponse({ statusCode: 200, type: cardType, value: card });
  if (!isDialog(name)) return answerWithText(name, summary);
  const content = { contentType: cardType, content: forDialog(card.toJSON()) };
  const value = { title: 'Partner Desk', height: 'large', width: 'medium', card: content, fallbackText: summary };
  return invokeResponse({ task: { type: 'continue', value } });
}

/** Dialogs know Action.Submit only: what stands in for each button elsewhere is the button here; all of them answer the dialog. */
function forDialog(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forDialog);
  if (typeof node !== 'object' || node === null) return node;
  const element = node as Record<string, unknown>;
  if (element.type === 'Action.Execute') return forDialog(element.fallback);
  if (element.type === 'Action.Submit') {
    const { token } = element.data as { token: string };
    return { ...element, data: { token } };
  }
  return Object.fromEntries(Object.entries(element).map(([key, value]) => [key, forDialog(value)]));
}

/** The answer to an invoke with a sentence, in the form that its kind expects: never an empty one (teams.md, Limits). */
export function answerWithText(name: string | undefined, text: string): Partial<Activity> {
  if (name === 'adaptiveCard/action') return invokeResponse({ statusCode: 200, type: textType, value: text });
  if (isDialog(name)) return invokeResponse({ task: { type: 'message', value: text } });
  if (name?.startsWith('composeExtension/')) return invokeResponse({ composeExtension: { type: 'message', text } });
  return invokeResponse({ type: 'message', value: text });
}

/** The invokes behind which there is a button of a card. */
export function isPress(name: string | undefined): boolean {
  return name === 'adaptiveCard/action' || isDialog(name);
}

export function isDialog(name: string | undefined): boolean {
  return name === 'task/fetch' || name === 'task/submit';
}

function invokeResponse(body: object): Partial<Activity> {
  return { type: 'invokeResponse', value: { status: 200, body } };
}
