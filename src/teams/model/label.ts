import type { Entity } from 'botbuilder';
import type { ModelText } from '../../desk/desk';

/** What tells Teams that a language model wrote a message, with its sources, as teams-ai says it. */
export function labelOf({ sources }: ModelText): Entity {
  const citation = sources.map(({ position, title, abstract }) => ({
    '@type': 'Claim',
    position,
    appearance: { '@type': 'DigitalDocument', name: title, abstract },
  }));
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    additionalType: ['AIGeneratedContent'],
    ...(citation.length > 0 ? { citation } : {}),
  };
}
