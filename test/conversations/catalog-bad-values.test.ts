import { describeBadValues, type Asked, type Said } from '../support/bad-values';
import { useUnchangedOffice } from '../support/unchanged-office';

/** Nothing of this changes anything: one desk is enough, and holds afterwards what it held. */
const { office } = useUnchangedOffice({ prices: true });

const said: [en: string, fr: string, state: string, key: string][] = [
  ['pin', 'épingle', 'asking', 'fields/product'],
  ['pin E3', 'épingle E3', 'choosing', 'prices.find/several'],
  ['pin business premium', 'épingle Business Premium', 'failed', 'problems/pinned-already/what'],
  ['unpin Visio Plan 2', 'désépingle Visio Plan 2', 'failed', 'problems/not-pinned/what'],
  ['move E3 to position 0', 'mets E3 en position 0', 'asking', 'fields/position'],
  ['move E3 to position 6', 'mets E3 en position 6', 'failed', 'problems/no-such-place/what'],
  ['move E3 to position twelve', 'mets E3 en position douze', 'failed', 'problems/no-such-place/what'],
  ['move E3 to position 2', 'mets E3 en position 2', 'failed', 'problems/place-already/what'],
  ['move Visio Plan 2 to position 1', 'mets Visio Plan 2 en position 1', 'failed', 'problems/not-pinned/what'],
];

/** What stands in a form’s field, or comes from a client with ideas of its own. */
const asked: Asked[] = [
  ['catalog.pin', { product: 'flying carpet' }, 'failed', 'problems/no-such-product/what'],
  ['catalog.pin', { product: ' ' }, 'asking', 'fields/product'],
  ['catalog.pin', { product: 'x'.repeat(257) }, 'asking', 'fields/product'],
  ['catalog.unpin', { product: 'flying carpet' }, 'failed', 'problems/not-pinned/what'],
  ['catalog.move', { product: 'flying carpet', position: 1 }, 'failed', 'problems/not-pinned/what'],
  ...['', '-1', '0', '1.5', 'last', 'top', 'one'].map((position): Asked => [
    'catalog.move',
    { product: 'E3', position },
    'asking',
    'fields/position',
  ]),
  ['catalog.move', { product: 'E3', position: '6' }, 'failed', 'problems/no-such-place/what'],
  ['catalog.show', { segment: 'military' }, 'asking', 'fields/segment'],
  ['catalog.show', { product: 'flying carpet' }, 'answered', 'problems/no-such-product/what'],
];

describeBadValues(office, {
  said: said.map(([en, fr, state, key]): Said => ['Nadia Haddad', en, fr, state, key]),
  asker: 'Nadia Haddad',
  asked,
});
