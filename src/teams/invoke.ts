import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Turn } from '../desk/desk';

const actionData = z.looseObject({ token: z.string().max(8_192) });
/** Where the data of a press is: Action.Execute, a dialog, Action.Submit. */
const pressValue = z.union([
  z.looseObject({ action: z.looseObject({ data: actionData }) }).transform(({ action }) => action.data),
  z.looseObject({ data: actionData }).transform(({ data }) => data),
  actionData,
]);

/** The token of a press and what was typed into the card's inputs; an empty token where there is none. */
export function pressedIn(activity: Activity): { token: string; inputs: Record<string, unknown> } {
  const parsed = pressValue.safeParse(activity.value);
  if (!parsed.success) return { token: '', inputs: {} };
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

/** The body that an invoke gets: never an empty one (teams.md, Limits). */
export function invokeResponse(body: object): Partial<Activity> {
  return { type: 'invokeResponse', value: { status: 200, body } };
}
