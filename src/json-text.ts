/** A part of a message that is JSON already: whoever writes the message writes it as it stands. */
export class JsonText {
  /** @param pieces in a row: put together they would be copied, and take twice the room wherever there is a '€' among them */
  constructor(readonly pieces: readonly string[]) {}

  get text(): string {
    return this.pieces.join('');
  }

  /** For whoever looks into it, or writes it in the usual way. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** What `JSON.stringify` makes of plain data, as bytes; but texts in it that are JSON already are not read and written once more. */
export function writeJson(data: unknown): Buffer {
  const parts: Part[] = [];
  parts.push(write(data, '', parts));
  return encode(parts);
}

/** A text, or the pieces of one that is JSON already. */
type Part = string | readonly string[];

/**
 * @param before what was written and is in no part yet
 * @param parts are added where a text that is JSON already comes: to put it together with the rest would copy all of it
 * @returns what is in no part yet
 */
function write(data: unknown, before: string, parts: Part[]): string {
  if (data instanceof JsonText) {
    parts.push(before, data.pieces);
    return '';
  }
  if (typeof data !== 'object' || data === null || 'toJSON' in data) return before + (JSON.stringify(data) ?? 'null');
  if (Array.isArray(data)) {
    let text = `${before}[`;
    data.forEach((item, at) => (text = write(item, at > 0 ? `${text},` : text, parts)));
    return `${text}]`;
  }
  let text = `${before}{`;
  let comma = '';
  for (const [key, field] of Object.entries(data)) {
    if (field === undefined) continue;
    text = write(field, `${text}${comma}${JSON.stringify(key)}:`, parts);
    comma = ',';
  }
  return `${text}}`;
}

/** Where texts are encoded one after the other, in bytes: a message has seldom more than 15 KB. */
const room = Buffer.allocUnsafeSlow(64 * 1024);

/** The bytes of texts in a row. `Buffer.from` measures first, which takes as long as encoding. */
function encode(parts: readonly Part[]): Buffer {
  let length = 0;
  for (const part of parts) {
    for (const text of typeof part === 'string' ? [part] : part) {
      if (text.length * 3 > room.length - length) return Buffer.from(parts.flat().join(''));
      length += room.write(text, length);
    }
  }
  return Buffer.from(room.subarray(0, length));
}
