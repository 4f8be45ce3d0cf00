import type { MessagePort } from 'node:worker_threads';
import { factsOf, PriceSheetError, type PriceSheetFault } from '../sheet/price-sheet-error';

/** A method that another thread serves; its values and its result are copied from one to the other. */
type Method<Served extends object, Name extends keyof Served> = Served[Name] extends (
  ...values: infer Values
) => Promise<infer Result>
  ? { values: Values; result: Result }
  : never;

interface Call {
  number: number;
  name: string;
  values: unknown[];
}
type Answer = { number: number } & ({ result: unknown } | { error: PackedError });
/** What is told while a call is worked on. */
interface Word {
  told: unknown;
}

/** An error loses its code on the way between threads. */
interface PackedError {
  message: string;
  stack: string | undefined;
  code: string | undefined;
  sheet: { file: string; fault: PriceSheetFault } | undefined;
}

export interface Caller<Served extends object> {
  call<Name extends keyof Served & string>(
    name: Name,
    ...values: Method<Served, Name>['values']
  ): Promise<Method<Served, Name>['result']>;
  /** Whatever is still unanswered fails with this error, and all that is asked afterwards. */
  fail(error: Error): void;
}

/**
 * Asks what is served at the other end of a port.
 *
 * @param hear gets what the other end tells meanwhile
 */
export function createCaller<Served extends object, Told>(
  port: MessagePort,
  hear: (told: Told) => void,
): Caller<Served> {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: unknown) => void }>();
  let number = 0;
  let failed: Error | undefined;
  port.on('message', (answer: Answer | Word) => {
    if ('told' in answer) return hear(answer.told as Told);
    const call = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('error' in answer) call?.reject(unpack(answer.error));
    else call?.resolve(answer.result);
  });
  return {
    call: (name, ...values) =>
      new Promise((resolve, reject) => {
        if (failed) return reject(failed);
        number += 1;
        waiting.set(number, { resolve: resolve, reject });
        port.postMessage({ number, name, values } satisfies Call);
      }),
    fail(error) {
      failed ??= error;
      for (const { reject } of waiting.values()) reject(failed);
      waiting.clear();
    },
  };
}

/** Tells whoever asks at the other end of a port something by the way. */
export function createTeller<Told>(port: MessagePort): (told: Told) => void {
  return (told) => port.postMessage({ told } satisfies Word);
}

/** Answers what is asked through a port, one call after the other. */
export function serveCalls(port: MessagePort, served: object): void {
  const methods = served as Record<string, (...values: unknown[]) => Promise<unknown>>;
  let last = Promise.resolve();
  port.on('message', ({ number, name, values }: Call) => {
    last = last.then(async () => {
      port.postMessage(await answerCall(number, () => methods[name]!(...values)));
    });
  });
}

async function answerCall(number: number, call: () => Promise<unknown>): Promise<Answer> {
  try {
    return { number, result: await call() };
  } catch (error) {
    return { number, error: pack(error) };
  }
}

function pack(error: unknown): PackedError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  const sheet = error instanceof PriceSheetError ? { file: error.file, fault: factsOf(error) } : undefined;
  return { message, stack, code, sheet };
}

function unpack({ message, stack, code, sheet }: PackedError): Error {
  if (sheet) return Object.assign(new PriceSheetError(sheet.file, sheet.fault), { stack });
  return Object.assign(new Error(message), { stack, code });
}
