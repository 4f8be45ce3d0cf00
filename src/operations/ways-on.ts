import { mayGrant } from '../account/manage-users';
import { holds } from '../account/rights';
import type { User } from '../account/user';
import type { Button, Context, Problem } from './operation';

type Slots = Record<string, unknown>;

/** What may help whoever was told of a problem. */
interface Way {
  operation: string;
  /** Key of the button's words, where they are not the operation's own. */
  title?: string;
  /** What it is asked with; undefined where what was asked does not say enough. Nothing, where left out. */
  slots?: (asked: Slots, values: Slots) => Slots | undefined;
  form?: true;
  /** Who may, where the operation's right is not the whole answer. */
  may?: (speaker: User) => boolean;
}

const samePerson = ({ user }: Slots) => (user === undefined ? undefined : { user });
const sameSection = ({ section }: Slots) => (section === undefined ? {} : { section });

const showPerson: Way = { operation: 'users.show', slots: samePerson };
const listPeople: Way = { operation: 'users.list' };
const addPerson: Way = { operation: 'users.add', title: 'users.list/add', form: true };
const showRole: Way = {
  operation: 'roles.show',
  title: 'ways-on/show-role',
  slots: ({ role }) => (role === undefined ? undefined : { role }),
};
const showCatalog: Way = { operation: 'catalog.show' };
const showPage: Way = { operation: 'business-profile.show' };
const showProfile: Way = { operation: 'profile.show', slots: sameSection };
const showSubscriptions: Way = { operation: 'offers.subscriptions' };
const showNews: Way = { operation: 'offers.broadcasts' };
const speakIn = (language: string): Way => ({
  operation: 'language.set',
  title: `languages/${language}`,
  slots: () => ({ language }),
});

/** By the code of the problem; of those that are left out, the operation or the desk says what helps. */
export const ways: Readonly<Record<string, readonly Way[]>> = {
  'no-such-user': [listPeople],
  'has-role-already': [showPerson],
  'has-not-role': [showPerson],
  'no-role-to-give': [showPerson],
  'no-role-to-take': [showPerson],
  'blocked-already': [{ ...showPerson, operation: 'users.unblock', title: 'users.show/unblock' }, showPerson],
  'not-blocked': [showPerson],
  'not-removed': [showPerson],
  'nothing-to-change': [showPerson],
  'nobody-removed': [listPeople],
  'no-such-removed': [{ operation: 'users.restore' }],
  'reset-blocked': [{ ...showPerson, operation: 'users.unblock', title: 'users.show/unblock' }],
  'last-global-admin': [
    {
      operation: 'roles.assign',
      title: 'ways-on/second-admin',
      slots: () => ({ role: 'global-admin' }),
      form: true,
      may: (speaker) => mayGrant(speaker, 'global-admin'),
    },
  ],
  'no-second-person': [
    {
      operation: 'roles.show',
      title: 'ways-on/show-role',
      slots: (_asked, { roles }) =>
        Array.isArray(roles) && roles.length > 0 ? { role: roles[0] as unknown } : undefined,
    },
  ],
  'no-second-admin': [addPerson],
  'may-not-grant': [showRole],
  'guest-role': [showRole],
  'people-unreadable': [addPerson],
  'people-columns': [addPerson],
  'people-empty': [addPerson],
  'people-too-many': [addPerson],
  'people-none-fits': [addPerson],
  'nothing-pinned': [showCatalog],
  'not-pinned': [showCatalog],
  'no-such-place': [showCatalog],
  'place-already': [showCatalog],
  'no-longer-sold': [showCatalog],
  'no-such-product': [showCatalog],
  'page-unchanged': [showPage],
  'page-name': [showPage],
  'page-not-public': [{ operation: 'business-profile.edit', form: true }],
  'logo-type': [showPage],
  'logo-broken': [showPage],
  'logo-wide': [showPage],
  'logo-large': [showPage],
  'profile-nothing-new': [showProfile],
  'profile-locked-country': [showProfile],
  'profile-locked-currency': [showProfile],
  'profile-locked-bill-to-name': [showProfile],
  'profile-locked-legal-name': [showProfile],
  'document-known': [showProfile],
  'document-removed': [showProfile],
  'documents-full': [showProfile],
  'document-not-asked': [showProfile],
  'subscribed-already': [showSubscriptions],
  'subscribed-wider': [showSubscriptions],
  'not-subscribed': [showSubscriptions],
  'subscription-gone': [showSubscriptions],
  'no-subscriptions': [{ operation: 'offers.subscribe' }],
  'news-gone': [showNews],
  'news-decided': [showNews],
  'news-recalled': [showNews],
  'dates-reversed': [
    {
      operation: 'audit.show',
      title: 'ways-on/other-way-round',
      slots: ({ user, operation, since, until }) => ({ user, operation, since: until, until: since }),
    },
  ],
  'no-longer-open': [{ operation: 'requests.list' }],
  'unknown-language': [speakIn('en'), speakIn('fr')],
  'not-built-yet': [{ operation: 'help' }],
};

/** The problem with what may help as buttons, where the operation has none of its own: what the speaker may do, and no more. */
export function withWaysOn({ operations, speaker, speech: { t } }: Context, asked: Slots, problem: Problem): Problem {
  if (problem.next && problem.next.length > 0) return problem;
  const next = (ways[problem.code] ?? []).flatMap((way): Button[] => {
    const operation = operations.find(({ id }) => id === way.operation);
    const slots = way.slots ? way.slots(asked, problem.values ?? {}) : {};
    if (!operation || !slots || !holds(speaker, operation.right) || way.may?.(speaker) === false) return [];
    return [
      {
        id: 'open',
        title: t(way.title ?? `${way.operation}/button`),
        request: { operation: way.operation, slots },
        form: way.form,
      },
    ];
  });
  return { ...problem, next };
}
