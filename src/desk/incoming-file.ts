import { holds } from '../account/rights';
import type { User } from '../account/user';
import {
  problem,
  type FileContent,
  type Operation,
  type Problem,
  type Request,
  type Uploads,
} from '../operations/operation';
import { isOfficeDocument } from '../prices/price-sheets';
import type { Speech } from '../language/translate';

/** A file that could not be fetched or stored; the code is a problem of the words. */
export class FileError extends Error {
  constructor(
    readonly code: 'file-not-reached' | 'file-too-large',
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'FileError';
  }
}

/** What a dropped file asks for; where it is for none of the operations, what the speaker may send. */
export async function understandFile(
  operations: readonly Operation[],
  speaker: User,
  file: FileContent,
  uploads: Uploads,
  { t, format }: Speech,
): Promise<Request | Problem> {
  const takers = operations.filter((operation) => operation.intake !== undefined);
  const taker = takers.find(({ intake }) => intake!.recognises(file));
  // Whoever may not do it is told so; nothing of the file is looked at.
  if (taker && !holds(speaker, taker.right)) return { operation: taker.id, slots: {} };
  if (taker) return { operation: taker.id, slots: await taker.intake!.slots(file, uploads) };
  const hints = takers.filter(({ right }) => holds(speaker, right)).map(({ id }) => t(`${id}/file-hint`));
  if (hints.length === 0) return problem('no-files', { file: file.name });
  return problem(isOfficeDocument(file.bytes) ? 'file-workbook' : 'file-unknown', {
    file: file.name,
    hints: format.list(hints, 'disjunction'),
  });
}
