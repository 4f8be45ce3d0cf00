import { grantersOf, roleIds, type Role } from '../account/roles';
import type { Account } from '../account/account';
import type { Speech } from '../language/translate';
import { leadTo } from '../operations/lead-to';
import type { Button, Choice, Form, Operation, Problem, Progress, Request, View } from '../operations/operation';
import type { CardAction, CardContent, CardState } from './card';
import { isLong, type FormPlace } from './form-place';
import { isRefusal } from './refusals';
import { sealRequest, type FormMarks, type Tokens } from './token';

/** What is needed to turn an operation's answer into a card for one reader in one conversation. */
export interface Reader {
  account: Account;
  tokens: Tokens;
  speech: Speech;
  conversationId: string;
  now: Date;
  /** Null where a sentence named no operation. */
  operation: Operation | null;
  /** How long its buttons work, where that is not as usual. */
  buttonHours?: number;
  /** In the chat, where left out. */
  forms?: FormPlace;
}

export function presentView(reader: Reader, view: View): CardContent {
  return { ...frame(reader, 'answered'), ...view, actions: numbered(reader, view.buttons ?? []) };
}

export function presentChoice(reader: Reader, choice: Choice): CardContent {
  const { t } = reader.speech;
  const buttons = choice.options.map(({ title, request, form }, index): Button => ({
    id: 'choose',
    title: `${index + 1}. ${title}`,
    request,
    form,
  }));
  return {
    ...frame(reader, 'choosing'),
    card: 'choice',
    title: titleOf(reader),
    summary: choice.question,
    model: {
      question: choice.question,
      options: choice.options.map(({ title, detail }, index) => ({ number: `${index + 1}`, title, detail })),
      more: choice.more > 0 ? t('choice/more', { count: choice.more }) : null,
    },
    actions: numbered(reader, buttons),
  };
}

/** @param asked the request that the form answers: asked again, it gives the form again */
export function presentForm(reader: Reader, form: Form, asked: Request): CardContent {
  if (reader.forms?.at === 'opener' && isLong(form) && fitsButton(asked)) return presentOpener(reader, form, asked);
  const { question, note, fields, request, action } = form;
  const { t } = reader.speech;
  return {
    ...frame(reader, 'asking'),
    card: 'form',
    title: titleOf(reader),
    summary: question,
    model: {
      question,
      note: note || null,
      fields: fields.map((field) => ({
        id: field.id,
        label: field.label,
        value: field.value ?? '',
        placeholder: field.placeholder ?? '',
        required: field.required ?? false,
        requiredError: t('ask/required', { field: field.label }),
        multiline: field.multiline ?? false,
        maxLength: field.maxLength ?? 256,
        choices: field.choices ?? null,
        multiple: field.multiple ?? false,
        error: field.error ?? null,
      })),
    },
    actions: [
      { id: action, title: t(`actions/${action}`), token: seal(reader, request, marksOf(reader)), style: 'positive' },
    ],
  };
}

/** What a form hands on to the request that it sends: a form that comes back with errors comes back where it was. */
function marksOf({ forms }: Reader): FormMarks {
  if (forms?.at === 'chat' && forms.chosen) return { inChat: true };
  return forms?.at === 'dialog' && forms.inPlaceOf !== null ? { inPlaceOf: forms.inPlaceOf } : {};
}

/** Stands for a long form in the chat: it is filled in in a dialog, or here after all. */
function presentOpener(reader: Reader, { question, note, fields }: Form, asked: Request): CardContent {
  const { t, format } = reader.speech;
  const asks = t('form/asks', { fields: format.list(fields.map(({ label }) => label)) });
  return {
    ...frame(reader, 'asking'),
    card: 'notice',
    title: titleOf(reader),
    summary: question,
    model: { lead: question, leadSize: 'Large', detail: note || null, points: [{ text: asks }] },
    actions: [
      {
        id: 'edit',
        title: t('form/open'),
        token: seal(reader, asked, { opener: true }),
        style: 'positive',
        dialog: true,
      },
      { id: 'open', title: t('form/here'), token: seal(reader, asked, { inChat: true }) },
    ],
  };
}

/** A token of more is not taken back (`teams/invoke.ts`); a sentence may be longer. */
function fitsButton(request: Request): boolean {
  return JSON.stringify(request).length < 3_000;
}

/** An error that the reader can do something about: what happened, what did not, and what to do. */
export async function presentProblem(reader: Reader, problem: Problem): Promise<CardContent> {
  const { t, has } = reader.speech;
  const values = await wordsFor(reader, problem);
  const lead = t(`problems/${problem.code}/what`, values);
  const advice = `problems/${problem.code}/do`;
  // Looking something up in vain is an answer; only what was to change can fail.
  const changes = reader.operation !== null && reader.operation.risk !== 'read';
  const failed = changes || problem.code.startsWith('storage-');
  const state = isRefusal(problem) ? 'refused' : failed ? 'failed' : 'answered';
  const detail = has(advice) ? t(advice, values) : changes ? t('refusal/nothing-changed') : null;
  return {
    ...frame(reader, state),
    card: 'notice',
    title: titleOf(reader),
    summary: lead,
    chip: isRefusal(problem) ? { text: t('steps/refused'), tone: 'attention' } : undefined,
    model: { lead, leadSize: 'Large', detail, points: await grantPoints(reader, problem) },
    actions: numbered(reader, problem.next?.length ? problem.next : wayOn(reader, problem, state)),
  };
}

/** The desk answers nothing else to them: whom to ask stands in words. */
const turnedAway = new Set(['stranger', 'guest', 'blocked-user']);

/** What someone can go on with whom nothing was done for, where the problem itself leads nowhere. */
function wayOn({ speech: { t } }: Reader, { code }: Problem, state: CardState): Button[] {
  if (turnedAway.has(code) || code.startsWith('storage-')) return [];
  if (state === 'refused') return [mayDo(t)];
  return state === 'failed' ? [askable(t)] : [];
}

/** Of everyone of the account: what their roles allow, and how that is asked for. */
function mayDo(t: Speech['t']): Button {
  return { id: 'open', title: t('refusal/what-may-i'), request: { operation: 'permissions.show', slots: {} } };
}
export function askable(t: Speech['t']): Button {
  return leadTo(t, 'help');
}

/** A sentence and nothing else to decide. */
export function presentNotice(
  reader: Reader,
  state: CardState,
  lead: string,
  detail: string | null,
  buttons: Button[] = [],
): CardContent {
  return {
    ...frame(reader, state),
    card: 'notice',
    title: titleOf(reader),
    summary: lead,
    model: { lead, leadSize: 'Default', detail, points: [] },
    actions: numbered(reader, buttons),
  };
}

/** The answer takes longer: what is being done, and what to think if the card stays as it is. */
export function presentWorking(
  reader: Reader,
  on: 'file' | 'matter',
  values: Record<string, string>,
  progress?: Progress,
): CardContent {
  const { t } = reader.speech;
  const lead = t(`working/${on}`, values);
  return {
    ...frame(reader, 'waiting'),
    card: 'working',
    title: titleOf(reader),
    summary: lead,
    chip: { text: t('steps/working'), tone: 'accent' },
    model: { lead, ...measure(reader.speech, progress), detail: t(`working/${on}-detail`, values) },
    actions: [],
  };
}

/** Signs of a progress bar: they fit on a narrow phone. */
const barLength = 24;

/** What is being done, and a bar of two parts where its end is known. */
function measure({ t, format }: Speech, progress: Progress | undefined): object {
  if (!progress) return { doing: null, percent: null, bar: null };
  const { doing, share, count } = progress;
  const said = t(`progress/${doing}`, { count: count ?? 0, number: format.number(count ?? 0) });
  if (share === undefined) return { doing: said, percent: null, bar: null };
  const done = Math.floor(share * barLength);
  const bar = { done: '█'.repeat(done), left: '░'.repeat(barLength - done) };
  return { doing: said, percent: format.percent(Math.floor(share * 100) / 100), bar };
}

function frame({ operation }: Reader, state: CardState) {
  return { operation: operation?.id ?? null, icon: operation?.icon ?? '💬', state };
}

function titleOf({ operation, speech: { t } }: Reader): string {
  return operation ? t(`${operation.id}/title`) : t('desk/name');
}

/** Buttons of one kind are told apart by their number (contract.md, Cards). */
function numbered(reader: Reader, buttons: Button[]): CardAction[] {
  const total = new Map<string, number>();
  for (const { id } of buttons) total.set(id, (total.get(id) ?? 0) + 1);
  const count = new Map<string, number>();
  return buttons.map(({ id, title, request, style, secondary, form, row }) => {
    const number = (count.get(id) ?? 0) + 1;
    count.set(id, number);
    const several = id === 'choose' || total.get(id)! > 1;
    const dialog = form && reader.forms?.at === 'opener' ? (true as const) : undefined;
    const token = seal(reader, request, reader.forms?.at === 'dialog' ? marksOf(reader) : undefined);
    return { id: several ? `${id}:${number}` : id, title, token, style, secondary, row, dialog };
  });
}

function seal({ tokens, conversationId, now, buttonHours }: Reader, request: Request, marks?: FormMarks): string {
  return sealRequest(tokens, request, conversationId, now, marks, buttonHours);
}

async function wordsFor({ speech: { t, format } }: Reader, { values = {} }: Problem): Promise<Record<string, unknown>> {
  const words: Record<string, unknown> = { ...values };
  if (typeof values.right === 'string') words.right = t(`rights/${values.right}`);
  if (Array.isArray(values.roles))
    words.roles = format.list(
      rolesIn(values.roles).map((role) => t(`roles/${role}`)),
      'disjunction',
    );
  return await Promise.resolve(words);
}

function rolesIn(values: unknown[]): Role[] {
  return roleIds.filter((role) => values.includes(role));
}

/** How many people a refusal names. */
const namedPeople = 4;

/** For a missing right: the roles that carry it, who holds them, and who can grant them. */
async function grantPoints({ account, speech: { t, format } }: Reader, { values }: Problem): Promise<object[]> {
  if (!Array.isArray(values?.roles)) return [];
  const needed = rolesIn(values.roles);
  const granters = await account.holders(grantersOf(needed));
  const names = granters.slice(0, namedPeople).map((user) => user.displayName);
  return [
    {
      text: t('refusal/roles', {
        roles: format.list(
          needed.map((role) => t(`roles/${role}`)),
          'disjunction',
        ),
      }),
    },
    {
      text:
        names.length > 0
          ? t('refusal/granters', { names: format.list(names, 'disjunction') })
          : t('refusal/no-granter'),
    },
  ];
}
