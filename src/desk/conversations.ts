import type { Database } from '../store/database';
import { prepareQuery } from '../store/prepared';
import type { ConversationsTable } from '../store/schema';
import type { ConversationReference } from './messenger';

/** The conversations that the desk knows how to reach. */
export interface Conversations {
  /** Keeps a reference fresh; writes only where it says something new. Speaking lifts a block. */
  remember(reference: ConversationReference, now: Date): Promise<void>;
  find(conversationId: string): Promise<ConversationReference | undefined>;
  /** The personal chat with someone, if the bot was ever in one and is not blocked there. */
  personalOf(objectId: string): Promise<ConversationReference | undefined>;
  block(conversationId: string, now: Date): Promise<void>;
  forget(conversationId: string): Promise<void>;
}

/** How many references are known without asking the database. */
const rememberedLimit = 10_000;

export function createConversations(database: Database): Conversations {
  // What was last written, so that an unchanged reference costs a turn nothing. Replicas may each write the same once.
  const written = new Map<string, string>();
  return {
    async remember(reference, now) {
      const text = JSON.stringify(reference);
      if (written.get(reference.conversationId) === text) return;
      const row = { ...toRow(reference), blocked: 0 as const, updated_at: now.toISOString() };
      await database
        .insertInto('conversations')
        .values(row)
        .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
        .execute();
      if (written.size >= rememberedLimit) written.clear();
      written.set(reference.conversationId, text);
    },
    async find(conversationId) {
      const [row] = await selectConversation(database, [conversationId]);
      return row && toReference(row);
    },
    async personalOf(objectId) {
      const row = await database
        .selectFrom('conversations')
        .selectAll()
        .where('person', '=', objectId)
        .where('blocked', '=', 0)
        .orderBy('updated_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toReference(row);
    },
    async block(conversationId, now) {
      written.delete(conversationId);
      await database
        .updateTable('conversations')
        .set({ blocked: 1, updated_at: now.toISOString() })
        .where('conversation_id', '=', conversationId)
        .execute();
    },
    async forget(conversationId) {
      written.delete(conversationId);
      await database.deleteFrom('conversations').where('conversation_id', '=', conversationId).execute();
    },
  };
}

const selectConversation = prepareQuery<[conversationId: string], ConversationsTable>((database) =>
  database.selectFrom('conversations').selectAll().where('conversation_id', '=', ''),
);

function toRow(reference: ConversationReference): Omit<ConversationsTable, 'blocked' | 'updated_at'> {
  return {
    conversation_id: reference.conversationId,
    kind: reference.kind,
    tenant_id: reference.tenantId,
    service_url: reference.serviceUrl,
    channel_id: reference.channelId,
    bot_id: reference.botId,
    person: reference.person,
    locale: reference.locale,
  };
}

function toReference(row: ConversationsTable): ConversationReference {
  return {
    conversationId: row.conversation_id,
    kind: row.kind,
    tenantId: row.tenant_id,
    serviceUrl: row.service_url,
    channelId: row.channel_id,
    botId: row.bot_id,
    person: row.person,
    locale: row.locale,
  };
}
