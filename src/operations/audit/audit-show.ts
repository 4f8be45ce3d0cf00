import { z } from 'zod';
import { defineRead, problem, type Button, type Context } from '../operation';
import { slot } from '../slots';
import { findUser, isUser } from '../users/find-user';
import { describeEntry } from './describe-entry';

/** How many entries a page shows. */
const pageSize = 6;

const slots = z.object({
  user: slot.user.optional(),
  operation: slot.operation.optional(),
  since: slot.date.optional(),
  until: slot.date.optional(),
  /** Entries older than this number: buttons only. */
  before: z.coerce.number().int().min(1).optional(),
});
type Slots = z.output<typeof slots>;

/** Who did what, when: the newest first, by the one who acted, the operation and the days (`until` is inclusive). */
export const auditShow = defineRead({
  id: 'audit.show',
  group: 'audit',
  icon: '📜',
  risk: 'read',
  right: 'audit.read',
  audience: 'personal',
  slots,

  async answer(context, asked) {
    const { user: written, operation, since, until, before } = asked;
    if (since && until && since > until) return problem('dates-reversed', { since, until });
    const actor = written
      ? await findUser(context, written, (user) => ({ operation: 'audit.show', slots: { ...asked, user } }))
      : undefined;
    if (actor && !isUser(actor)) return actor;
    const found = await context.audit.entries({
      actor: actor?.objectId,
      operation,
      since,
      until,
      before,
      limit: pageSize + 1,
    });
    const entries = found.slice(0, pageSize);
    const { t } = context.speech;
    return {
      kind: 'view',
      card: 'audit.show',
      title: t('audit.show/title'),
      subtitle: describeFilter(context, actor?.displayName, operation, since, until),
      summary: t('audit.show/summary', { count: entries.length }),
      model: {
        empty: entries.length === 0 ? t('audit.show/none') : null,
        entries: await Promise.all(entries.map((entry) => describeEntry(context, entry))),
      },
      buttons: buttons(context, asked, entries.at(-1)?.sequence, found.length > pageSize),
    };
  },
});

function describeFilter(context: Context, name?: string, operation?: string, since?: string, until?: string): string {
  const { t, format, has } = context.speech;
  const parts = [
    name && t('audit.show/by', { name }),
    operation && (has(`${operation}/title`) ? t(`${operation}/title`) : operation),
    since && t('audit.show/since', { date: format.date(since) }),
    until && t('audit.show/until', { date: format.date(until) }),
  ];
  return parts.filter(Boolean).join(' · ') || t('audit.show/everything');
}

function buttons({ speech: { t } }: Context, asked: Slots, last: number | undefined, more: boolean): Button[] {
  const shown: Button[] = [];
  if (more) {
    shown.push({
      id: 'next',
      title: t('audit.show/older'),
      request: { operation: 'audit.show', slots: { ...asked, before: last } },
    });
  }
  if (asked.before !== undefined) {
    shown.push({
      id: 'previous',
      title: t('audit.show/newest'),
      request: { operation: 'audit.show', slots: { ...asked, before: undefined } },
    });
  }
  const { user, operation, since, until } = asked;
  // A file holds all operations.
  if (last !== undefined && operation === undefined) {
    const request = { operation: 'audit.export', slots: { user, since, until } };
    shown.push({ id: 'choose', title: t('audit.show/export'), request });
  }
  shown.push({ id: 'open', title: t('audit.show/verify'), request: { operation: 'audit.verify', slots: {} } });
  return shown;
}
