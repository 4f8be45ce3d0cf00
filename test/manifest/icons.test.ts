import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { readPngSize } from '../../src/manifest/png';

const read = (name: string) => readFileSync(join(__dirname, '../../manifest', name));

it.each([
  ['color.png', 192],
  ['outline.png', 32],
])('%s is %i pixels wide and high', (name, side) => {
  expect(readPngSize(read(name))).toEqual({ width: side, height: side });
});

it('the outline is white on nothing, and drawn', () => {
  const pixels = readPixels(read('outline.png'));

  const visible = pixels.filter(([, , , alpha]) => alpha! > 0);

  expect(visible.length).toBeGreaterThan(100);
  expect(visible.filter(([red, green, blue]) => red! < 250 || green! < 250 || blue! < 250)).toEqual([]);
  expect(pixels.length - visible.length).toBeGreaterThan(400);
});

/** The pixels of an 8-bit RGBA picture without interlacing (PNG, third edition, 9: filters). */
function readPixels(file: Buffer): number[][] {
  const { width, height } = readPngSize(file)!;
  const chunks: Buffer[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      chunks.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(chunks));
  const stride = width * 4;
  const bytes = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const left = x >= 4 ? bytes[y * stride + x - 4]! : 0;
      const up = y > 0 ? bytes[(y - 1) * stride + x]! : 0;
      const corner = x >= 4 && y > 0 ? bytes[(y - 1) * stride + x - 4]! : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      bytes[y * stride + x] = (raw[y * (stride + 1) + 1 + x]! + predicted) & 0xff;
    }
  }
  return Array.from({ length: width * height }, (_, index) => [...bytes.subarray(index * 4, index * 4 + 4)]);
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const distances = [left, up, corner].map((value) => Math.abs(estimate - value));
  return [left, up, corner][distances.indexOf(Math.min(...distances))]!;
}
