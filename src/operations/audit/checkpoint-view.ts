import type { SignedCheckpoint } from '../../audit/checkpoint';
import type { Speech } from '../../language/translate';
import type { View } from '../operation';

/** The day's checkpoint as it is posted: what the trail was, to be compared with what it is. */
export function viewCheckpoint({ t, format }: Speech, { sequence, hash, at, signature }: SignedCheckpoint): View {
  const lead = t('audit.verify/posted', { count: sequence });
  return {
    kind: 'view',
    card: 'audit.verify',
    title: t('audit.verify/posted-title'),
    subtitle: format.moment(at),
    summary: lead,
    model: {
      lead,
      leadColor: 'Default',
      facts: [
        { title: t('audit.verify/hash'), value: inGroups(hash) },
        { title: t('audit.verify/signature'), value: inGroups(signature) },
      ],
      advice: t('audit.verify/posted-why'),
    },
    buttons: [
      {
        id: 'open',
        title: t('audit.verify/compare'),
        request: { operation: 'audit.verify', slots: { checkpoint: `${sequence}:${hash}` } },
      },
    ],
  };
}

/** A long number that a narrow card can break, and an eye compare. */
function inGroups(hexadecimal: string): string {
  return hexadecimal.match(/.{1,8}/g)?.join(' ') ?? '';
}
