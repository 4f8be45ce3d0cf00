import { holds } from '../account/rights';
import type { User } from '../account/user';
import {
  problem,
  type Choice,
  type FileContent,
  type Intake,
  type Operation,
  type Problem,
  type Request,
} from '../operations/operation';
import { isOfficeDocument } from '../prices/price-sheets';
import type { Speech } from '../language/translate';
import type { DeskParts } from './parts';

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

/** What a dropped file asks for, or which of several; where it is for none of the operations, what the speaker may send. */
export async function understandFile(
  { operations, account, uploads }: Pick<DeskParts, 'operations' | 'account' | 'uploads'>,
  speaker: User,
  file: FileContent,
  { t, format }: Speech,
): Promise<Request | Choice | Problem> {
  const takers = operations.filter(takesFiles);
  const fitting = takers.filter(({ intake }) => intake.recognises(file));
  const own = fitting.filter(({ right }) => holds(speaker, right));
  // Whoever may not do it is told so; nothing of the file is looked at.
  if (fitting[0] && own.length === 0) return { operation: fitting[0].id, slots: {} };
  const meant: Taker[] = [];
  for (const taker of own) {
    const suits = own.length === 1 || (await taker.intake.suits?.(file, { account, speaker })) !== false;
    if (suits) meant.push(taker);
  }
  const [taker = own[0], other] = meant;
  const request = async ({ id, intake }: Taker) => ({ operation: id, slots: await intake.slots(file, uploads) });
  if (taker && !other) return await request(taker);
  if (taker) {
    const options = meant.map(async (each) => ({
      title: t(`${each.id}/file-use`),
      detail: t(`${each.id}/title`),
      request: await request(each),
    }));
    return {
      kind: 'choice',
      question: t('files/which', { file: file.name }),
      options: await Promise.all(options),
      more: 0,
    };
  }
  const hints = takers.filter(({ right }) => holds(speaker, right)).map(({ id }) => t(`${id}/file-hint`));
  if (hints.length === 0) return problem('no-files', { file: file.name });
  return problem(isOfficeDocument(file.bytes) ? 'file-workbook' : 'file-unknown', {
    file: file.name,
    hints: format.list(hints, 'disjunction'),
  });
}

type Taker = Operation & { intake: Intake };

function takesFiles(operation: Operation): operation is Taker {
  return operation.intake !== undefined;
}
