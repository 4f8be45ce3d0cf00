/** A refusal in the connector's form: status, code and a plain message. */
export class LocalError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'LocalError';
  }
}

export const conversationNotFound = () => new LocalError(404, 'ConversationNotFound', 'Conversation not found.');
export const activityNotFound = () => new LocalError(404, 'ActivityNotFound', 'Activity not found.');
export const badSyntax = (message: string) => new LocalError(400, 'BadSyntax', message);
