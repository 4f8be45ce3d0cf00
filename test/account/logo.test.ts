import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { looksLikeImage, readLogo } from '../../src/account/logo';
import { gif, jpeg, png } from '../support/pictures';

describe('a logo', () => {
  it.each([
    ['png', png(216, 216), 216, 216],
    ['png', png(300, 80), 300, 80],
    ['gif', gif(120, 60), 120, 60],
    ['jpeg', jpeg(300, 300), 300, 300],
    ['jpeg', jpeg(250, 100, 0xc2), 250, 100],
  ])('%s is read by what is in it', (type, bytes, width, height) => {
    const hash = createHash('sha256').update(bytes).digest('hex');

    expect(readLogo(bytes)).toEqual({ logo: { hash, type, width, height } });
  });

  it.each([
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      { flaw: 'type' },
    ],
    ['a WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), { flaw: 'type' }],
    ['text called logo.png', Buffer.from('not a picture'), { flaw: 'type' }],
    ['nothing', Buffer.alloc(0), { flaw: 'type' }],
    ['a PNG cut off in its header', png(100, 100).subarray(0, 20), { flaw: 'broken' }],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0, 0, 0, 0, 0]), { flaw: 'broken' }],
    ['a picture of no width', png(0, 10), { flaw: 'broken' }],
    ['one pixel too wide', png(301, 100), { flaw: 'wide', width: 301 }],
    ['too large', Buffer.concat([png(100, 100), Buffer.alloc(256 * 1024)]), { flaw: 'large' }],
  ])('is not %s', (_what, bytes, flaw) => {
    expect(readLogo(bytes)).toEqual(flaw);
  });

  it('of any bytes is read or refused, and never throws', () => {
    const begun = fc.constantFrom(png(1, 1).subarray(0, 8), Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('GIF89a'));
    fc.assert(
      fc.property(begun, fc.uint8Array({ maxLength: 200 }), (begin, rest) => {
        const read = readLogo(Buffer.concat([begin, rest]));

        expect('flaw' in read || read.logo.width <= 300).toBe(true);
      }),
    );
  });
});

it.each([
  ['logo.svg', '<svg/>', true],
  ['x', '<?xml version="1.0"?>\n<svg>', true],
  ['photo.webp', '', true],
  ['people.csv', 'name,email', false],
  ['sheet.json', '{"a": "<svg"}', false],
])('whether %s is a picture', (name, text, isPicture) => {
  expect(looksLikeImage(name, Buffer.from(text))).toBe(isPicture);
});
