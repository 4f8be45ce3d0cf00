// The turns that are measured: each gives a function that makes the next activity.
let count = 0;
const claire = '5f1c0de0-7a11-4c00-9a00-000000000001';

function activity(serviceUrl, person, changes) {
  count += 1;
  return {
    id: `bench-${count}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    locale: 'en-US',
    from: { id: `29:${person}`, aadObjectId: person, name: 'Claire Moreau' },
    recipient: { id: '28:bot', name: 'Partner Desk' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: '11111111-1111-4111-8111-111111111111' },
    channelData: { tenant: { id: '11111111-1111-4111-8111-111111111111' } },
    ...changes,
  };
}

const saying =
  (text, person = claire) =>
  ({ serviceUrl }) =>
  () =>
    activity(serviceUrl, person, { type: 'message', text });

export const conversations = {
  echo: saying('hello there'),
  'price by sentence': saying('price of business premium for 25 seats, annual, billed monthly'),
  'unknown sentence': saying('what is the weather like in Lyon?'),
  'refused operation': saying('how much is E3', '5f1c0de0-7a11-4c00-9a00-000000000008'),
  'list of people': saying('list users'),
};
