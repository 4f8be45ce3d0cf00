import type { User } from '../account/user';
import { speak, type Speech, type Translate } from '../language/translate';
import { languageOf, type Language } from '../language/languages';
import type { Caution, Change, Request } from '../operations/operation';
import { undoneBy } from '../operations/desk/undo';
import { sayChange } from '../operations/say-change';
import type { CardAction, CardContent, CardState } from './card';
import type { MatterAction } from './agreement';
import type { CardRole, Matter, MatterCard, Step } from './matter';
import { findOperation, type DeskParts } from './parts';
import { sealRequest } from './token';

/** A matter as one of its people sees it now: always the latest state, with only the buttons that still work. */
export async function viewMatter(
  parts: Pick<DeskParts, 'operations' | 'account' | 'tokens' | 'sealer' | 'now' | 'publicUrl'>,
  matter: Matter,
  card: Pick<MatterCard, 'id' | 'role' | 'viewer' | 'conversationId'>,
  language: Language,
  secret?: string,
): Promise<CardContent> {
  const speech = speak(language);
  const names = await namesOf(parts, matter);
  const { t } = speech;
  const role = roleNow(matter, card);
  const values = {
    ...names,
    reason: matter.reason ?? '',
    time: matter.expiresAt ? speech.format.time(matter.expiresAt) : '',
  };
  const aboutOneself = card.viewer === matter.proposal.subject.id;
  const voice = role === 'recipient' && !aboutOneself ? 'stand-in' : role;
  const lead = say(speech, matter, voice, secret ? 'revealed' : matter.step, values);
  const deciders = await decidersOf(parts, matter);
  const judges = card.role === 'approver' && deciders.some(({ objectId }) => objectId === card.viewer);
  const undecided = matter.step === 'proposed' || matter.step === 'waiting';
  return {
    operation: matter.operation,
    state: stateOf(matter.step),
    card: 'matter',
    icon: findOperation(parts, matter.operation)?.icon ?? '',
    title: `${t(`${matter.operation}/title`)} · ${names.subject}`,
    subtitle: t('matter/asked-by', { name: names.asker, when: speech.format.moment(matter.createdAt) }),
    summary: lead,
    unsaid: secret,
    chip: chipOf(speech, matter.step),
    foot: footOf(speech, matter),
    model: {
      lead,
      deciders: role === 'approver' ? null : nameDeciders(speech, deciders),
      detail: secret ? null : detailOf(speech, matter, voice, values),
      secret: secret ?? null,
      secretHint: secret ? hintAt(t, voice, parts.publicUrl()) : null,
      // What was not done must not look as if it had been.
      changes: secret || notDone.has(matter.step) ? [] : changesOf(parts, speech, matter, judges),
      picture: notDone.has(matter.step) ? null : (matter.proposal.picture ?? null),
      isDone: matter.step === 'done',
      cautions:
        undecided && !aboutOneself
          ? (matter.proposal.cautions ?? []).map((caution) => ({ text: warn(speech, caution, names) }))
          : [],
      asksReason: role === 'approver' && matter.step === 'waiting',
    },
    actions: actionsOf(parts, speech, matter, card, parts.now(), secret !== undefined),
  };
}

/** The one who may pick up is the recipient then, whatever else they are. */
function roleNow(matter: Matter, card: Pick<MatterCard, 'role' | 'viewer'>): CardRole {
  const picksUp = matter.recipient !== null && matter.recipient === card.viewer;
  return picksUp && card.role !== 'approver' ? 'recipient' : card.role;
}

async function namesOf(parts: Pick<DeskParts, 'account'>, matter: Matter): Promise<Record<string, string>> {
  const name = async (objectId: string | null) =>
    objectId ? ((await parts.account.user(objectId))?.displayName ?? '—') : '—';
  return {
    subject: matter.proposal.subject.name,
    asker: await name(matter.asker),
    decider: await name(matter.decidedBy),
    recipient: await name(matter.recipient),
  };
}

/** As whom a person is spoken to; a stand-in picks up for someone who can't be reached, or is not there yet. */
type Voice = CardRole | 'stand-in';

/** The words of the operation for this step and reader, else those that fit every operation. */
function say({ t, has }: Speech, matter: Matter, voice: Voice, step: Step | 'revealed', values: object): string {
  const keys = [
    `${matter.operation}/${step}-${voice}`,
    `${matter.operation}/${step}`,
    `matter/${step}-${voice}`,
    `matter/${step}`,
  ];
  return t(keys.find((key) => has(key)) ?? 'matter/done', { ...values });
}

function detailOf({ t, has }: Speech, matter: Matter, voice: Voice, values: object): string | null {
  if (matter.problem) return t(`problems/${matter.problem}/what`, { ...values });
  if (matter.undoneAt) return t('matter/undone');
  if (matter.step === 'rejected' && matter.reason) return t('matter/reason-given', { ...values });
  const key = `${matter.operation}/${matter.step}-${voice}-detail`;
  return has(key) ? t(key, { ...values }) : null;
}

/** What to do with a temporary password, and where it is used, if the desk knows its own address. */
function hintAt(t: Translate, voice: Voice, publicUrl: string | null): string {
  const hint = t(voice === 'stand-in' ? 'matter/secret-hint-stand-in' : 'matter/secret-hint');
  return publicUrl === null ? hint : `${hint} ${t('matter/sign-in-at', { address: `${publicUrl}/account` })}`;
}

const notDone = new Set<Step>(['rejected', 'cancelled', 'expired', 'failed']);

const states: Record<Step, CardState> = {
  proposed: 'proposed',
  waiting: 'waiting',
  // Agreed and decided: what is left is only to take it.
  ready: 'done',
  done: 'done',
  rejected: 'refused',
  cancelled: 'cancelled',
  expired: 'expired',
  failed: 'failed',
};

function stateOf(step: Step): CardState {
  return states[step];
}

const tones = {
  proposed: 'accent',
  waiting: 'warning',
  ready: 'good',
  done: 'good',
  rejected: 'attention',
  cancelled: 'attention',
  expired: 'attention',
  failed: 'attention',
} as const;

function chipOf({ t }: Speech, step: Step): CardContent['chip'] {
  return { text: t(`steps/${step}`), tone: tones[step] };
}

function footOf({ t, format }: Speech, matter: Matter): string {
  const parts = [
    matter.auditNumber ? t('matter/audit-number', { number: matter.auditNumber }) : '',
    matter.expiresAt ? t('matter/open-until', { time: format.moment(matter.expiresAt) }) : '',
  ];
  return parts.filter(Boolean).join(' · ') || t('matter/nothing-yet');
}

/** How many changes a card lists: more would not fit into a message (teams.md, Limits). */
const listedChanges = 20;

function changesOf({ sealer }: Pick<DeskParts, 'sealer'>, speech: Speech, matter: Matter, judges: boolean): object[] {
  const { changes } = matter.proposal;
  const listed = changes
    .slice(0, listedChanges)
    .map((change) => sayChange(speech, judges ? openSealed(sealer, change) : change));
  const more = changes.length - listed.length;
  return more > 0 ? [...listed, { field: speech.t('matter/more-changes', { count: more }), from: '', to: '' }] : listed;
}

function openSealed(sealer: DeskParts['sealer'], change: Change): Change {
  const { to } = change;
  const whole = to && 'sealed' in to && to.sealed ? sealer.open(to.sealed) : undefined;
  return whole ? { ...change, to: { text: whole } } : change;
}

function warn({ t }: Speech, caution: string | Caution, names: Record<string, string>): string {
  if (typeof caution === 'string') return t(caution, names);
  const values = Object.entries(caution.values).map(([name, value]) => [
    name,
    typeof value === 'object' ? t(value.word) : value,
  ]);
  return t(caution.word, Object.fromEntries(values) as Record<string, string | number>);
}

/** Who may decide while a matter waits, as the second person with the right: what is masked elsewhere they must see. */
async function decidersOf(parts: Pick<DeskParts, 'operations' | 'account'>, matter: Matter): Promise<readonly User[]> {
  const operation = findOperation(parts, matter.operation);
  if (matter.step !== 'waiting' || !operation || operation.risk === 'read') return [];
  const asker = await parts.account.user(matter.asker);
  const deciders = asker ? ((await operation.deciders?.(parts.account, matter.proposal, asker)) ?? []) : [];
  return deciders.filter(({ objectId }) => objectId !== matter.asker);
}

/** How many people a card names; the others are counted. */
const namedDeciders = 3;

function nameDeciders({ t, format }: Speech, deciders: readonly User[]): string | null {
  if (deciders.length === 0) return null;
  const named = deciders.slice(0, namedDeciders).map(({ displayName }) => displayName);
  const more = deciders.length - named.length;
  const names = more > 0 ? [...named, t('matter/more-deciders', { count: more })] : named;
  return t('matter/may-decide', { names: format.list(names, 'disjunction') });
}

const actionsByStep: Partial<Record<Step, Partial<Record<CardRole, readonly MatterAction[]>>>> = {
  proposed: { asker: ['confirm', 'cancel'] },
  waiting: { asker: ['cancel'], approver: ['approve', 'reject'] },
  ready: { recipient: ['reveal'] },
};

/** Which buttons a person has at a step: what is not in the table can't be pressed. */
export function allowedActions(matter: Matter, card: Pick<MatterCard, 'role' | 'viewer'>): readonly MatterAction[] {
  return actionsByStep[matter.step]?.[roleNow(matter, card)] ?? [];
}

function actionsOf(
  parts: Pick<DeskParts, 'tokens' | 'operations'>,
  { t, has }: Speech,
  matter: Matter,
  card: Pick<MatterCard, 'id' | 'role' | 'viewer' | 'conversationId'>,
  now: Date,
  isSecretShown: boolean,
): CardAction[] {
  const actions = allowedActions(matter, card).map((action): CardAction => {
    const own = `${matter.operation}/${action}`;
    return {
      id: action,
      title: t(has(own) ? own : `actions/${action}`),
      token: parts.tokens.seal({ kind: 'matter', action, card: card.id, version: matter.version }),
      style: action === 'reject' ? 'destructive' : action === 'cancel' ? undefined : 'positive',
      privateFallback: action === 'reveal' ? true : undefined,
    };
  });
  const { revise } = matter.proposal;
  if (revise && matter.step === 'proposed' && card.role === 'asker') {
    const own = `${matter.operation}/revise`;
    const request = { ...revise, slots: { ...revise.slots, instead: matter.id } };
    actions.splice(1, 0, {
      id: 'edit',
      title: t(has(own) ? own : 'actions/edit'),
      token: sealRequest(parts.tokens, request, card.conversationId ?? matter.conversationId, now, { inChat: true }),
    });
  }
  const undoable = matter.step === 'done' && matter.undo && !matter.undoneAt && card.role === 'asker';
  if (undoable) {
    actions.push({
      id: 'undo',
      title: t('actions/undo'),
      token: sealRequest(
        parts.tokens,
        { operation: 'undo', slots: { matter: matter.id } },
        card.conversationId ?? matter.conversationId,
        now,
      ),
    });
  }
  // What comes next would take the place of what is shown this once.
  const isOver = matter.step === 'done' && !isSecretShown;
  const next = card.role === 'asker' && isOver ? nextOf(parts, matter) : wayOn(parts, matter, card);
  if (next) {
    const conversation = card.conversationId ?? matter.conversationId;
    const own = `${next.operation}/next`;
    const token = sealRequest(parts.tokens, next, conversation, now);
    actions.push({ id: 'open', title: t(has(own) ? own : `${next.operation}/button`), token });
  }
  return actions;
}

/** Where nothing was done: whoever asked looks at how it stands now, where it is there to be looked at. */
function wayOn(
  parts: Pick<DeskParts, 'operations'>,
  matter: Matter,
  { role }: Pick<MatterCard, 'role'>,
): Request | undefined {
  if (matter.step !== 'failed' && matter.step !== 'rejected') return undefined;
  if (matter.problem === 'lost-right') return { operation: 'permissions.show', slots: {} };
  const isThere = matter.proposal.subjectVersion !== null;
  return (role === 'asker' && isThere ? nextOf(parts, matter) : undefined) ?? { operation: 'help', slots: {} };
}

/** What follows an undo is what follows the change that was undone. */
function nextOf(parts: Pick<DeskParts, 'operations'>, { operation: id, proposal }: Matter): Request | undefined {
  const operation = findOperation(parts, id === 'undo' ? undoneBy(proposal) : id);
  if (!operation || operation.risk === 'read' || !operation.next) return undefined;
  return typeof operation.next === 'string' ? { operation: operation.next, slots: {} } : operation.next(proposal);
}

/** The language in which a person is written to when they did not just speak. */
export async function languageFor(
  parts: Pick<DeskParts, 'preferences'>,
  viewer: User | undefined,
  locale: string | null,
): Promise<Language> {
  const chosen = viewer && (await parts.preferences.language(viewer.objectId));
  return chosen ?? languageOf(locale ?? viewer?.language);
}
