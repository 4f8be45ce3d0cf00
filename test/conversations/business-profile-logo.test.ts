import type { Card } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import { png } from '../support/pictures';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const camille = (locale = 'en-US') => office.person('Camille Roux', locale);
const pictureOn = (card: Card) => /"type":"Image","url":"([^"]+)"/.exec(JSON.stringify(card))?.[1];
const waitingFiles = () => readdirSync(join(office.dataDir, 'uploads'));

it('is dropped, confirmed, seen on the draft, published, and seen by customers', async () => {
  const proposal = await camille().drops('logo.png', png(216, 216));
  expect(proposal.metadata).toEqual({ operation: 'business-profile.edit', state: 'proposed' });
  expect(textOf(proposal)).toContain('Logo\n—\nPNG, 216 × 216 px');
  expect(pictureOn(proposal)).toBe(`data:image/png;base64,${png(216, 216).toString('base64')}`);
  expect(waitingFiles()).toHaveLength(1);

  const done = await camille().presses('confirm', proposal);
  expect(done.metadata.state).toBe('done');
  expect(waitingFiles()).toEqual([]);

  const page = await camille().says('show our business profile');
  expect(textOf(page)).toContain('PNG, 216 × 216 px');
  const draft = await camille().presses('choose:2', page);
  expect(pictureOn(draft)).toBe(`data:image/png;base64,${png(216, 216).toString('base64')}`);

  const publish = await camille().says('publish our business profile');
  expect(textOf(publish)).toContain('Logo\n—\nPNG, 216 × 216 px');
  await camille().presses('confirm', publish);
  expect(pictureOn(await office.person('Paul Lefebvre').says('show our business profile'))).toMatch(/^data:image\/png/);
});

it('se retire, et le retrait s’annule', async () => {
  const person = camille('fr-FR');
  await person.presses('confirm', await person.drops('logo.png', png(250, 100)));

  const asked = await person.presses('choose:7', await person.says('modifie le profil d’entreprise'));
  expect(textOf(asked)).toContain('Déposez le logo dans cette conversation.');
  expect(textOf(asked)).toContain('PNG, 250 × 100 px');
  const removed = await person.presses('confirm', await person.presses('edit', asked));
  expect(textOf(removed)).toContain('PNG, 250 × 100 px\n—');

  await person.presses('confirm', await person.presses('undo', removed));
  expect(textOf(await person.says('modifie le profil d’entreprise'))).toContain('Logo\nPNG, 250 × 100 px');
});

describe('that is too heavy for a card', () => {
  const heavy = Buffer.concat([png(216, 216), randomBytes(20_000)]);

  it('is drawn from the desk, on the proposal as on the draft', async () => {
    const proposal = await camille().drops('logo.png', heavy);
    const proposed = await fetch(pictureOn(proposal)!);
    expect(Buffer.from(await proposed.arrayBuffer()).equals(heavy)).toBe(true);

    const done = await camille().presses('confirm', proposal);
    expect((await fetch(pictureOn(done)!)).status).toBe(200);
    const draft = await camille().presses('choose:2', await camille().says('show our business profile'));
    const url = pictureOn(draft)!;
    const answered = await fetch(url);

    expect(url).toMatch(/\/logos\/[0-9a-f]{64}$/);
    expect(answered.headers.get('content-type')).toBe('image/png');
    expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await answered.arrayBuffer()).equals(heavy)).toBe(true);
    expect((await fetch(`${url.slice(0, -1)}g`)).status).toBe(404);
    expect((await fetch(url.replace(/[0-9a-f]{64}$/, '0'.repeat(64)))).status).toBe(404);
  });

  it('is gone from the desk when it was not agreed to, and no other file is served in its place', async () => {
    const proposal = await camille().drops('logo.png', heavy);
    const url = pictureOn(proposal)!;
    const [hash, upload] = [/[0-9a-f]{64}/.exec(url)![0], new URL(url).searchParams.get('upload')!];
    for (const other of [
      url.replace(hash, '0'.repeat(64)),
      url.replace(upload, '..%2Fpartner-desk.db'),
      url.replace(upload, ''),
    ])
      expect((await fetch(other)).status).toBe(404);

    await camille().presses('cancel', proposal);

    expect((await fetch(url)).status).toBe(404);
  });
});

it('that no page names any more is deleted, once that can’t be undone', async () => {
  const logos = () => office.inDatabase((database) => database.selectFrom('logos').select('hash').execute());
  const camilles = camille();
  await camilles.presses('confirm', await camilles.drops('first.png', png(216, 216)));
  await camilles.presses('confirm', await camilles.drops('second.png', png(250, 250)));
  await office.wait(61);
  expect(await logos()).toHaveLength(1);

  await camilles.presses('confirm', await camilles.drops('third.png', png(260, 260)));
  await camilles.presses('confirm', await camilles.says('publish our business profile'));
  const fourth = await camilles.presses('confirm', await camilles.drops('fourth.png', png(270, 270)));
  await office.wait(29);
  await camilles.presses('confirm', await camilles.presses('undo', fourth));
  await office.wait(120);

  expect(await logos()).toHaveLength(1);
  expect(pictureOn(await camilles.says('show our business profile'))).toContain(png(260, 260).toString('base64'));
});

it('small or tall is advised against, and allowed', async () => {
  const proposal = await camille().drops('logo.png', png(100, 200));

  expect(textOf(proposal)).toContain('at least 216 × 216 pixels');
  expect(textOf(proposal)).toContain('square or wide logo, not a tall one');
  expect(actionsOf(proposal).map(({ id }) => id)).toEqual(['confirm', 'cancel']);
});

it('that is not agreed to is not kept', async () => {
  await camille().presses('cancel', await camille().drops('logo.png', png(216, 216)));

  expect(waitingFiles()).toEqual([]);
});

it.each([
  ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'an SVG can’t be a logo'],
  ['logo.png', png(640, 200), 'logo.png is 640 pixels wide; a logo has 300 at most.'],
  ['logo.jpg', png(10, 10).subarray(0, 18), 'can’t be read'],
  ['logo.png', Buffer.concat([png(10, 10), Buffer.alloc(300_000)]), 'a logo has 256 KB at most'],
  ['logo.webp', 'RIFF\0\0\0\0WEBP', 'Save it as PNG, JPG or GIF'],
])('%s that can’t be one is refused with the way out, and nothing is kept', async (name, content, told) => {
  const card = await camille().drops(name, content);

  expect(card.metadata).toEqual({ operation: 'business-profile.edit', state: 'failed' });
  expect(textOf(card)).toContain(told);
  expect(textOf(card)).toContain('Nothing was changed.');
});

it.each(['Paul Lefebvre', 'Nadia Haddad', 'Sofia Lindqvist', 'Elena Rossi'])('is refused from %s', async (name) => {
  const card = await office.person(name).drops('logo.png', png(216, 216));

  expect(card.metadata.state).toBe('refused');
});
