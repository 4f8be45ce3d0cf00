import { createTokens, sealRequest, type Tokens } from '../../src/desk/token';
import type { Request } from '../../src/operations/operation';
import { loadKey } from '../../src/store/keys';
import { personalChatOf, type Card } from './connector';
import type { Office } from './office';
import type { Person } from './person';

/** A card in someone's own chat with a button, `choose`, that asks this: what no sentence can ask. */
export async function cardThatAsks(office: Office, person: Person, request: Request): Promise<Card> {
  const tokens = await tokensOf(office);
  const conversation = personalChatOf(person.objectId);
  const token = sealRequest(tokens, request, conversation, office.now());
  const button = { type: 'Action.Execute', id: 'choose', title: '', verb: 'choose', data: { token } };
  return { body: [], actions: [button] } as unknown as Card;
}

const known = new WeakMap<Office, Promise<Tokens>>();

/** Those of the desk itself: its key is read once. */
function tokensOf(office: Office): Promise<Tokens> {
  const read = async () => createTokens(await office.inDatabase((database) => loadKey(database, 'card-tokens')));
  const tokens = known.get(office) ?? read();
  known.set(office, tokens);
  return tokens;
}
