import type { JsonText } from '../json-text';
import type { ConversationReference, FinishedCard, Messenger } from '../desk/messenger';
import type { Connector } from './connector';

/** Sends the desk's cards through the connector. */
export function createMessenger(connector: Connector): Messenger {
  return {
    send: (to, card, patience) => connector.send(to.serviceUrl, to.conversationId, messageOf(to, card), patience),
    update(to, activityId, card, patience) {
      const message = { ...messageOf(to, card), id: activityId };
      return connector.update(to.serviceUrl, to.conversationId, activityId, message, patience);
    },
    async offerFile(to, { name, description, size, token }) {
      const content = {
        description,
        sizeInBytes: size,
        acceptContext: { token },
        declineContext: { token },
      };
      const attachment = { contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content };
      await connector.send(to.serviceUrl, to.conversationId, {
        ...addressOf(to),
        type: 'message',
        summary: description,
        attachments: [attachment],
      });
    },
    async openPersonal(objectId, near) {
      const conversationId = await connector.createConversation(near.serviceUrl, {
        isGroup: false,
        bot: { id: near.botId },
        members: [{ id: objectId }],
        tenantId: near.tenantId,
        channelData: { tenant: { id: near.tenantId } },
      });
      return { ...near, conversationId, kind: 'personal', person: objectId, locale: null };
    },
  };
}

function messageOf(to: ConversationReference, card: FinishedCard): object {
  return { ...cardMessage(card), ...addressOf(to) };
}

function addressOf({ channelId, serviceUrl, botId, conversationId, tenantId }: ConversationReference): object {
  const conversation = { id: conversationId, ...(tenantId ? { tenantId } : {}) };
  return { channelId, serviceUrl, from: { id: botId }, conversation };
}

/** A card as a message: the summary is what a notification and a screen reader say. */
export function cardMessage({ card, summary }: FinishedCard) {
  return { type: 'message', summary, attachments: [cardAttachment(card)] };
}

export const cardContentType = 'application/vnd.microsoft.card.adaptive';

export function cardAttachment(card: JsonText) {
  return { contentType: cardContentType, content: card };
}
