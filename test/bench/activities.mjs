// The turns that are measured. Each is a function that takes what it may use, and gives the function that makes the next activity;
// where a turn needs something to press, it gives `prepare` too.
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

/** Sentences, each made from its number. */
export const saying =
  (write, person = people.globalAdmin) =>
  ({ serviceUrl }) => {
    let number = 0;
    return { next: () => activity(serviceUrl, person, { type: 'message', text: write(number++) }) };
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
const questions = [
  (product, seats) => `price of ${product} for ${seats} seats, annual, billed monthly`,
  (product, seats) => `how much is ${product} for ${seats} users?`,
  (product, seats) => `what does ${product} cost for ${seats} licences for one year`,
];
/** Never the same twice: what answers one has to answer a new one. */
export const askPrice = (number) =>
  questions[number % questions.length](products[number % products.length], 2 + ((number * 37) % 9_973));

const cities = ['Lyon', 'Paris', 'Berlin', 'Madrid', 'Oslo', 'Rome'];
const askElsewhere = (number) =>
  [
    `what is the weather like in ${cities[number % 6]} on day ${number}?`,
    `book me a table in ${cities[number % 6]} for ${number % 40}`,
    `who won match ${number} in ${cities[number % 6]} yesterday`,
  ][number % 3];

export const echo = saying(() => 'hello there');
export const priceBySentence = saying(askPrice);

/** The buttons of the card that answers a sentence, by their ids. */
async function buttonsOf({ serviceUrl, post, nextMessage }, text) {
  const message = nextMessage();
  await post(activity(serviceUrl, people.globalAdmin, { type: 'message', text }));
  const { attachments } = await message;
  return attachments[0].content.actions;
}

const pressing = (serviceUrl, { verb, data }) =>
  activity(serviceUrl, people.globalAdmin, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb, data } },
    replyToId: 'm1',
  });

/** Another term or product of a price card: the answer is in the response to the press. */
async function pressAlternatives(tools) {
  const buttons = [];
  for (let number = 0; number < products.length; number++) {
    buttons.push(...(await buttonsOf(tools, askPrice(number))).filter(({ id }) => id.startsWith('choose')));
  }
  let next = 0;
  return { next: () => pressing(tools.serviceUrl, buttons[next++ % buttons.length]) };
}

/** A change that was proposed before is agreed to; each is another one. */
async function pressConfirm(tools) {
  let ready = [];
  let phone = 0;
  return {
    async prepare(turns) {
      ready = [];
      for (let user = 0; user < turns; user++) {
        const number = `+331990${String(phone++ % 100_000).padStart(5, '0')}`;
        const buttons = await buttonsOf(tools, `change the phone of bench${user}@contoso.example to ${number}`);
        ready.push(buttons.find(({ id }) => id === 'confirm'));
      }
    },
    next: () => pressing(tools.serviceUrl, ready.pop()),
  };
}

const search = ({ serviceUrl }) => {
  let number = 0;
  return {
    next: () =>
      activity(serviceUrl, people.globalAdmin, {
        type: 'invoke',
        name: 'composeExtension/query',
        value: { commandId: 'search', parameters: [{ name: 'query', value: products[number++ % products.length] }] },
      }),
  };
};

export const conversations = {
  'price by sentence': priceBySentence,
  'press Confirm': pressConfirm,
  'card action without an outbound call': pressAlternatives,
  'profile card': saying(() => 'show our company profile'),
  'unknown sentence': saying(askElsewhere),
  'refused operation': saying(askPrice, people.employee),
  'message-extension search': search,
  'list of people': saying(() => 'list users'),
};
