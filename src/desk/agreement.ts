import { holds } from '../account/rights';
import type { User } from '../account/user';
import type { AuditOutcome } from '../audit/audit-trail';
import {
  problem,
  type ChangeOperation,
  type Performed,
  type Problem,
  type Proposal,
  type Report,
} from '../operations/operation';
import type { Database, DatabaseTransaction } from '../store/database';
import { isOpen, stepMinutes, type Matter, type Step } from './matter';
import { ensureCard, releaseMessages } from './matter-cards';
import { insertMatter, moveMatter, readMatter, readMatterByActivity, type MatterUpdate } from './matter-store';
import { findOperation, type DeskParts } from './parts';
import { effectIn } from './effect';
import { reachPersonal } from './reach';
import { writeDown } from './write-down';

/** What a press came to: the matter as it now stands, the secret if this press picked one up, or why it had no effect. */
export interface Pressed {
  matter: Matter;
  secret?: string;
  problem?: Problem;
}

export type MatterAction = 'confirm' | 'cancel' | 'approve' | 'reject' | 'reveal';

/** A turn that took longer to send its answer has died (teams.md: the platform waits about 15 s). */
const turnSeconds = 20;

interface Opening {
  operation: ChangeOperation;
  proposal: Proposal;
  asker: User;
  conversationId: string;
  activityKey: string | null;
}

/** Opens a matter for a proposal; a redelivered message gets the matter that its first delivery opened. */
export async function openMatter(parts: DeskParts, opening: Opening): Promise<Matter | Problem> {
  const { operation, proposal, asker, activityKey } = opening;
  const now = parts.now();
  const id = parts.newId();
  const step: Step = proposal.confirm ? 'proposed' : proposal.approval ? 'waiting' : 'done';
  const approvers = step === 'waiting' ? await decidersOf(parts, operation, proposal, asker) : [];
  let known: Matter | undefined;
  const ended = await inTransaction(parts.database, async (transaction) => {
    // Asked inside: another process may be opening it for the same message at this moment.
    known = activityKey ? await readMatterByActivity(transaction, activityKey) : undefined;
    if (known) return;
    await insertMatter(transaction, {
      id,
      ...opening,
      operation: operation.id,
      asker: asker.objectId,
      step,
      recipient: null,
      now,
      expiresAt: expiryOf(step, now),
    });
    if (proposal.instead) await giveWay(transaction, proposal.instead, asker, now);
    // The answer of the turn carries the asker's card; a turn that died leaves it to the delivery.
    if (step !== 'done' || !operation.showAfter) {
      await ensureCard(
        transaction,
        {
          id: parts.newId(),
          matter: id,
          viewer: asker.objectId,
          role: 'asker',
          conversationId: opening.conversationId,
        },
        new Date(now.getTime() + turnSeconds * 1000),
      );
    }
    if (step === 'waiting') await askApprovers(parts, transaction, id, approvers);
    if (step === 'proposed') return;
    const performed =
      step === 'done' ? stopAtProblem(await operation.perform(effectIn(parts, transaction, asker, now), proposal)) : {};
    if (performed.undo) {
      const matter = await readMatter(transaction, id);
      await moveMatter(transaction, matter!, { step, undo: performed.undo, expiresAt: null }, now);
    }
    const outcome = step === 'done' ? 'done' : 'asked';
    await writeDown(transaction, { id, operation: operation.id, proposal, actor: asker, outcome, now });
  });
  if (ended) return ended;
  return known ?? (await readMatter(parts.database, id))!;
}

/** A proposal that its asker has put in other words: it ends, and its message is the new one's. */
async function giveWay(transaction: DatabaseTransaction, id: string, asker: User, now: Date): Promise<void> {
  const matter = await readMatter(transaction, id);
  if (!matter || matter.asker !== asker.objectId || matter.step !== 'proposed') return;
  if (!(await moveMatter(transaction, matter, { step: 'cancelled', expiresAt: null }, now))) return;
  await releaseMessages(transaction, id);
  const { operation, proposal } = matter;
  await writeDown(transaction, { id, operation, proposal, actor: asker, outcome: 'cancelled', now });
}

/**
 * Takes one step of a matter for the person who pressed. The claim, the checks, the effect and the audit entry are one
 * transaction: all of them happen, once, or none.
 *
 * @param report is told how far it is, where that takes long
 */
export async function takeStep(
  parts: DeskParts,
  matter: Matter,
  action: MatterAction,
  presser: User,
  { reason, report = () => undefined }: { reason?: string | undefined; report?: Report } = {},
): Promise<Pressed> {
  const operation = findOperation(parts, matter.operation);
  const asker = await parts.account.user(matter.asker);
  if (!operation || operation.risk === 'read' || !asker) return { matter, problem: problem('no-longer-possible') };
  const now = parts.now();
  if (matter.expiresAt !== null && matter.expiresAt <= now.toISOString()) {
    await expireMatter(parts, matter);
    return { matter: (await readMatter(parts.database, matter.id))! };
  }
  const turn = { parts, matter, operation, asker, presser, now, report };
  switch (action) {
    case 'confirm':
      return await agree(turn, matter.proposal.approval ? 'waiting' : undefined);
    case 'approve':
      return (await mayDecide(turn)) ? await agree(turn, undefined) : { matter, problem: problem('may-not-decide') };
    case 'reject':
      if (!(await mayDecide(turn))) return { matter, problem: problem('may-not-decide') };
      return await end(
        turn,
        { step: 'rejected', decidedBy: presser.objectId, reason: reason ?? null, expiresAt: null },
        'rejected',
      );
    case 'cancel':
      return await end(turn, { step: 'cancelled', expiresAt: null }, 'cancelled');
    case 'reveal':
      return await handOver(turn);
  }
}

interface Turn {
  parts: DeskParts;
  matter: Matter;
  operation: ChangeOperation;
  asker: User;
  presser: User;
  now: Date;
  report: Report;
}

async function mayDecide({ parts, matter, operation, asker, presser }: Turn): Promise<boolean> {
  const deciders = await decidersOf(parts, operation, matter.proposal, asker);
  return deciders.some((decider) => decider.objectId === presser.objectId);
}

async function decidersOf(
  parts: DeskParts,
  operation: ChangeOperation,
  proposal: Proposal,
  asker: User,
): Promise<User[]> {
  const deciders = (await operation.deciders?.(parts.account, proposal, asker)) ?? [];
  return deciders.filter((decider) => decider.objectId !== asker.objectId);
}

/** The asker confirmed, or the second person agreed: the matter goes on to whoever is next, or is done. */
async function agree(turn: Turn, next: 'waiting' | undefined): Promise<Pressed> {
  const { parts, matter, operation, asker, presser, now, report } = turn;
  const decided = matter.step === 'waiting' ? { decidedBy: presser.objectId } : {};
  if (next === 'waiting') {
    const approvers = await decidersOf(parts, operation, matter.proposal, asker);
    return await move(turn, { step: 'waiting', expiresAt: expiryOf('waiting', now) }, 'asked', async (transaction) => {
      await askApprovers(parts, transaction, matter.id, approvers);
      return {};
    });
  }
  if (operation.handOver && operation.handOver.applies?.(matter.proposal) !== false) {
    const recipient = await firstReachable(parts, operation.handOver.recipients(matter.proposal, asker), matter);
    if (!recipient) return await fail(turn, problem('nobody-reached'));
    const update: MatterUpdate = { step: 'ready', ...decided, recipient, expiresAt: expiryOf('ready', now) };
    return await move(turn, update, 'approved', async (transaction) => {
      if (recipient !== matter.asker) {
        await ensureCard(transaction, {
          id: parts.newId(),
          matter: matter.id,
          viewer: recipient,
          role: 'recipient',
          conversationId: null,
        });
      }
      return await operation.perform(effectIn(parts, transaction, asker, now), matter.proposal);
    });
  }
  const staged = await operation.stage?.({ ...parts, report }, matter.proposal);
  if (staged && 'kind' in staged) return await fail(turn, staged);
  try {
    return await move(
      turn,
      { step: 'done', ...decided, expiresAt: null },
      'done',
      (transaction) => operation.perform(effectIn(parts, transaction, asker, now, { staged, report }), matter.proposal),
      { database: staged?.database },
    );
  } finally {
    await staged?.drop();
  }
}

async function handOver(turn: Turn): Promise<Pressed> {
  const { parts, matter, operation, asker, presser, now } = turn;
  if (!operation.handOver || matter.recipient !== presser.objectId) return { matter, problem: problem('not-yours') };
  const { secret, protectedForm } = await operation.handOver.prepare();
  const pressed = await move(turn, { step: 'done', expiresAt: null }, 'done', (transaction) =>
    operation.handOver!.perform(effectIn(parts, transaction, asker, now), matter.proposal, protectedForm),
  );
  return pressed.matter.step === 'done' && !pressed.problem ? { ...pressed, secret } : pressed;
}

async function end(turn: Turn, update: MatterUpdate, outcome: AuditOutcome): Promise<Pressed> {
  return await move(turn, update, outcome, () => Promise.resolve({}), { unchecked: true });
}

async function fail(turn: Turn, why: Problem): Promise<Pressed> {
  return await end(turn, { step: 'failed', problem: why.code, expiresAt: null }, 'failed');
}

async function move(
  turn: Turn,
  update: MatterUpdate,
  outcome: AuditOutcome,
  perform: (transaction: DatabaseTransaction) => Promise<Performed | Problem>,
  { database, unchecked }: { database?: Database | undefined; unchecked?: true } = {},
): Promise<Pressed> {
  const { parts, matter, operation, asker, presser, now } = turn;
  let told: Matter | undefined;
  const stopped = await inTransaction(database ?? parts.database, async (transaction) => {
    if (!(await moveMatter(transaction, matter, update, now))) return;
    if (!unchecked) stopAtProblem((await stillAllowed(turn, transaction)) ?? {});
    const { undo } = stopAtProblem(await perform(transaction));
    told = await writeDown(transaction, {
      id: matter.id,
      operation: operation.id,
      proposal: matter.proposal,
      actor: presser,
      outcome,
      reason: update.reason,
      undo,
      now,
    });
  });
  // What was rolled back, or where somebody else was first, stands otherwise.
  const after = stopped || !told ? (await readMatter(parts.database, matter.id))! : told;
  await forgetUpload(parts, after);
  if (stopped) return { ...(await fail({ ...turn, matter: after, asker }, stopped)), problem: stopped };
  return !told ? { matter: after, problem: problem('decided-already') } : { matter: after };
}

/** Rights and target are read again at the moment of doing. */
async function stillAllowed(
  { parts, matter, operation, asker }: Turn,
  transaction: DatabaseTransaction,
): Promise<Problem | undefined> {
  const account = parts.account.within(transaction);
  const askerNow = await account.user(asker.objectId);
  if (!askerNow || !holds(askerNow, operation.right)) return problem('lost-right');
  const handsOver = matter.step === 'ready' ? operation.handOver?.verify : undefined;
  return await (handsOver ?? operation.verify)(account, askerNow, matter.proposal);
}

/**
 * Gives what is to be picked up to the next person in the order, where the first one's card did not arrive; ends the matter
 * where there is nobody left: what can't be handed over is not done (contract.md, Passwords).
 */
export async function passOn(parts: DeskParts, matter: Matter): Promise<void> {
  const operation = findOperation(parts, matter.operation);
  const asker = await parts.account.user(matter.asker);
  if (matter.step !== 'ready' || !operation || operation.risk === 'read' || !operation.handOver || !asker) return;
  const now = parts.now();
  const candidates = operation.handOver.recipients(matter.proposal, asker);
  const others = candidates.slice(candidates.indexOf(matter.recipient ?? '') + 1);
  const next = await firstReachable(parts, others, matter);
  const update: MatterUpdate = next
    ? { step: 'ready', recipient: next, expiresAt: expiryOf('ready', now) }
    : { step: 'failed', problem: 'nobody-reached', expiresAt: null };
  await parts.database.transaction().execute(async (transaction) => {
    if (!(await moveMatter(transaction, matter, update, now)) || next) return;
    await writeDown(transaction, {
      id: matter.id,
      operation: operation.id,
      proposal: matter.proposal,
      actor: null,
      outcome: 'failed',
      now,
    });
  });
}

/** Ends what nobody answered in time. */
export async function expireMatter(parts: DeskParts, matter: Matter): Promise<boolean> {
  const now = parts.now();
  const expired = await parts.database.transaction().execute(async (transaction) => {
    if (!(await moveMatter(transaction, matter, { step: 'expired', expiresAt: null }, now))) return false;
    await writeDown(transaction, {
      id: matter.id,
      operation: matter.operation,
      proposal: matter.proposal,
      actor: null,
      outcome: 'expired',
      now,
    });
    return true;
  });
  if (expired) await forgetUpload(parts, { ...matter, step: 'expired' });
  return expired;
}

/** The file that a matter came from is kept no longer than it is open. */
async function forgetUpload({ uploads }: DeskParts, { step, proposal }: Matter): Promise<void> {
  if (proposal.upload && !isOpen(step)) await uploads.forget(proposal.upload);
}

class Stopped extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

function stopAtProblem(performed: Performed | Problem): Performed {
  if ('kind' in performed) throw new Stopped(performed);
  return performed;
}

/** Runs a transaction; a problem inside of it rolls it back and is returned. */
async function inTransaction(
  database: Database,
  run: (transaction: DatabaseTransaction) => Promise<void>,
): Promise<Problem | undefined> {
  try {
    await database.transaction().execute(run);
    return undefined;
  } catch (error) {
    if (error instanceof Stopped) return error.problem;
    throw error;
  }
}

async function askApprovers(
  parts: DeskParts,
  transaction: DatabaseTransaction,
  matter: string,
  approvers: User[],
): Promise<void> {
  for (const { objectId: viewer } of approvers) {
    await ensureCard(transaction, { id: parts.newId(), matter, viewer, role: 'approver', conversationId: null });
  }
}

async function firstReachable(parts: DeskParts, candidates: string[], matter: Matter): Promise<string | undefined> {
  for (const objectId of candidates) {
    if (await reachPersonal(parts, objectId, matter.conversationId)) return objectId;
  }
  return undefined;
}

function expiryOf(step: Step, now: Date): Date | null {
  if (step !== 'proposed' && step !== 'waiting' && step !== 'ready') return null;
  return new Date(now.getTime() + stepMinutes[step] * 60_000);
}
