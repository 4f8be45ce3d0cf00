import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-trail';
import { writeCsv } from '../csv-file';
import { leadTo } from '../lead-to';
import { defineChange, problem, type Change, type Context } from '../operation';
import { slot } from '../slots';
import { findUser, isUser } from '../users/find-user';
import { describeEntry } from './describe-entry';

/** Entries of one file: what a spreadsheet still opens without complaint, and a turn can make. */
const largestExport = 100_000;

/** The trail as a CSV file, whole or by the one who acted and the days (`until` is inclusive); the export is an entry too. */
export const auditExport = defineChange({
  id: 'audit.export',
  group: 'audit',
  icon: '📤',
  risk: 'dangerous',
  right: 'audit.read',
  audience: 'personal',
  slots: z.object({ user: slot.user.optional(), since: slot.date.optional(), until: slot.date.optional() }),

  async propose(context, slots) {
    const { user: written, since, until } = slots;
    const { t, format } = context.speech;
    if (since && until && since > until) {
      const turned = { operation: 'audit.export', slots: { ...slots, since: until, until: since } };
      return problem('dates-reversed', { since, until }, [
        { id: 'open', title: t('ways-on/other-way-round'), request: turned },
      ]);
    }
    const actor = written
      ? await findUser(context, written, (user) => ({ operation: 'audit.export', slots: { ...slots, user } }))
      : undefined;
    if (actor && !isUser(actor)) return actor;
    const filter = { actor: actor?.objectId, since, until };
    const { count, newest } = await context.audit.count(filter);
    const show = leadTo(t, 'audit.show', slots);
    if (count === 0) return problem('nothing-to-export', {}, [show]);
    if (count > largestExport) return problem('export-too-large', { count, limit: largestExport }, [show]);
    const data = { filter, newest } satisfies z.input<typeof dataSchema>;
    const changes: Change[] = [{ field: 'entries', from: null, to: { text: format.number(count) } }];
    if (actor) changes.push({ field: 'actor', from: null, to: { text: actor.displayName } });
    if (since) changes.push({ field: 'since', from: null, to: { text: format.date(since) } });
    if (until) changes.push({ field: 'until', from: null, to: { text: format.date(until) } });
    changes.push({ field: 'file', from: null, to: { text: nameOf(data) } });
    return {
      kind: 'propose',
      subject: { id: 'audit', name: t('audit.export/subject') },
      subjectVersion: null,
      changes,
      confirm: true,
      approval: false,
      cautions: ['cautions/personal-data'],
      data,
    };
  },

  verify: () => Promise.resolve(undefined),

  perform: () => Promise.resolve({}),

  async file(context, data) {
    const { filter, newest } = dataSchema.parse(data);
    // What was agreed, and no more: entries that came later stay out.
    const entries = await context.audit.entries({ ...filter, before: newest + 1, limit: largestExport });
    const { t, language } = context.speech;
    const header = columns.map((column) => t(`audit.export/columns/${column}`));
    const rows: string[][] = [];
    for (const entry of entries.reverse()) rows.push(await rowOf(context, entry));
    return { name: nameOf(dataSchema.parse(data)), bytes: writeCsv([header, ...rows], language) };
  },
});

const dataSchema = z.object({
  filter: z.object({ actor: z.string().optional(), since: z.string().optional(), until: z.string().optional() }),
  /** Number of the newest entry at the time of asking. */
  newest: z.number().int(),
});

const columns = ['number', 'at', 'operation', 'outcome', 'who', 'who-id', 'whom', 'whom-id', 'changes'] as const;

async function rowOf(context: Context, entry: AuditEntry): Promise<string[]> {
  const { who, whom, changes } = await describeEntry(context, entry);
  const { t } = context.speech;
  return [
    `${entry.sequence}`,
    entry.at,
    entry.operation,
    t(`outcomes/${entry.outcome}`),
    who,
    entry.actor ?? '',
    whom ?? '',
    entry.subject ?? '',
    changes.map(({ text }) => text).join('\n'),
  ];
}

/** `audit-2026-11-01-2026-11-30-1042.csv`: the days that were asked for, and the newest entry in it. */
function nameOf({ filter: { since, until }, newest }: z.input<typeof dataSchema>): string {
  return `${['audit', since, until, newest].filter(Boolean).join('-')}.csv`;
}
