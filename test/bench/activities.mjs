// The turns that are measured: each gives a function that makes the next activity.
let count = 0;
const tenant = '11111111-1111-4111-8111-111111111111';
/** People of the sample account by what they may do. */
export const people = {
  globalAdmin: '5f1c0de0-7a11-4c00-9a00-000000000001',
  employee: '5f1c0de0-7a11-4c00-9a00-000000000008',
};

export function activity(serviceUrl, person, changes) {
  count += 1;
  return {
    id: `bench-${count}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    locale: 'en-US',
    from: { id: `29:${person}`, aadObjectId: person, name: 'Claire Moreau' },
    recipient: { id: '28:bot', name: 'Partner Desk' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    ...changes,
  };
}

/** Sentences one after the other, over and over. */
const saying =
  (texts, person = people.globalAdmin) =>
  ({ serviceUrl }) => {
    let next = 0;
    return () => activity(serviceUrl, person, { type: 'message', text: texts[next++ % texts.length] });
  };

/** Products of the sample sheets as people write them. */
const products = [
  'business premium',
  'Business Standard',
  'business basic',
  'M365 E3',
  'E5',
  'office 365 E1',
  'apps for business',
  'visio plan 2',
  'project plan 3',
  'power bi pro',
  'intune plan 1',
  'entra P2',
  'teams premium',
  'exchange plan 2',
  'copilot',
  'windows 11 enterprise E3',
  'defender for business',
  'Power Apps Premium',
  'Business Central Essentials',
  'F3',
];
const seats = [1, 5, 12, 25, 40, 75, 130, 260, 999];
/** No two the same, so that nothing answers them but what answers a new one. */
const priceQuestions = products.flatMap((product, at) =>
  seats.map((quantity, index) =>
    [
      `price of ${product} for ${quantity} seats, annual, billed monthly`,
      `how much is ${product} for ${quantity} users?`,
      `what does ${quantity} ${product} cost for one year`,
    ].at((at + index) % 3),
  ),
);

const unknownSentences = ['Lyon', 'Paris', 'Berlin', 'Madrid', 'Oslo', 'Rome'].flatMap((city) => [
  `what is the weather like in ${city}?`,
  `book me a table in ${city} for tonight`,
  `who won the match in ${city} yesterday`,
]);

export const conversations = {
  echo: saying(['hello there']),
  'price by sentence': saying(priceQuestions),
  'unknown sentence': saying(unknownSentences),
  'refused operation': saying(priceQuestions, people.employee),
  'list of people': saying(['list users']),
};
