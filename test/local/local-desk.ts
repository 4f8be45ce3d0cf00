import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'restify';
import { type LocalPerson, registerLocalChat } from '../../src/local/local-chat';
import { type FakeBot, addFakeBot } from './fake-bot';

export const TENANT = 'aaaaaaaa-0000-4000-8000-00000000000a';

const person = (number: number, displayName: string, upn: string, note: string): LocalPerson => ({
  objectId: `${String(number).repeat(8)}-0000-4000-8000-00000000000${number}`,
  userPrincipalName: `${upn}@contoso.example`,
  displayName,
  note,
  seesPrices: /Global admin|Sales agent/.test(note),
});

export const MARIE = person(1, 'Marie Dupont', 'marie.dupont', 'No role');
export const ALEX = person(2, 'Alex Wilber', 'alex.wilber', 'Global admin');
export const CHLOE = person(3, 'Chloé Martin-Roux', 'chloe.martin', 'Helpdesk agent');
export const SAMIR = person(4, 'Samir Benali', 'samir.benali', 'Sales agent');
export const PEOPLE = [MARIE, ALEX, CHLOE, SAMIR];

export interface LocalDesk {
  origin: string;
  bot: FakeBot;
  server: Server;
  stop(): Promise<void>;
}

/** A server on a free port with the local chat and the fake bot. */
export async function startLocalDesk(
  people: LocalPerson[] = PEOPLE,
  install?: (server: Server) => void,
  port = 0,
): Promise<LocalDesk> {
  const server = createServer();
  install?.(server);
  const origin = () => `http://127.0.0.1:${server.address().port}`;
  const bot = addFakeBot(server, origin);
  registerLocalChat({
    server,
    people: async () => people,
    origin,
    tenantId: TENANT,
    now: () => new Date(),
    newId: randomUUID,
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const stop = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { origin: origin(), bot, server, stop };
}
