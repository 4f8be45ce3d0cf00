import { writePhone } from '../../account/profile/write-phone';
import type { AuditEntry } from '../../audit/audit-trail';
import type { Context } from '../operation';

/** An entry of the trail as a card shows it: who did what to whom, when, and what changed. */
export interface DescribedEntry {
  what: string;
  who: string;
  whom?: string;
  when: string;
  changes: { text: string }[];
  number: string;
}

export async function describeEntry(context: Context, entry: AuditEntry): Promise<DescribedEntry> {
  const { t, format } = context.speech;
  const actor = await nameOf(context, entry.actor, entry.details.actorName);
  const subject = await nameOf(context, entry.subject, entry.details.subjectName);
  const operation = context.speech.has(`${entry.operation}/title`) ? t(`${entry.operation}/title`) : entry.operation;
  const what = subject && entry.subject !== entry.actor ? `${operation} · ${subject}` : operation;
  return {
    what: `${what} – ${t(`outcomes/${entry.outcome}`)}`,
    who: entry.erased ? t('audit/erased') : (actor ?? t('audit/system')),
    whom: subject,
    when: format.moment(entry.at),
    changes: [...changesOf(context, entry), ...fingerprintOf(context, entry)].map((text) => ({ text })),
    number: `#${entry.sequence}`,
  };
}

async function nameOf(
  context: Context,
  objectId: string | null,
  then: string | undefined,
): Promise<string | undefined> {
  if (then || !objectId) return then;
  return (await context.account.user(objectId))?.displayName ?? objectId;
}

/** The hash by which a document is known: its name may be another's too. */
function fingerprintOf({ speech: { t } }: Context, { subject }: AuditEntry): string[] {
  const [, hash] = /^sha256:([0-9a-f]{64})$/.exec(subject ?? '') ?? [];
  return hash ? [t('audit/fingerprint', { hash })] : [];
}

function changesOf({ speech: { t, has, format } }: Context, { details }: AuditEntry): string[] {
  const word = (value: string | null) => {
    if (value === null) return '—';
    const keys = value.split('\n');
    return keys.every((key) => has(key)) ? format.list(keys.map((key) => t(key))) : writePhone(value);
  };
  const changes = (details.changes ?? []).map(({ field, from, to }) => {
    const name = has(`fields/${field}`) ? t(`fields/${field}`) : field;
    return t(from === null ? 'audit/fact' : 'audit/change', { field: name, from: word(from), to: word(to) });
  });
  return details.reason ? [...changes, t('matter/reason-given', { reason: details.reason })] : changes;
}
