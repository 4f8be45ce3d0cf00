/** A part of a message that is JSON already: whoever writes the message writes it as it stands. */
export class JsonText {
  constructor(readonly text: string) {}

  /** For whoever looks into it, or writes it in the usual way. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** What `JSON.stringify` makes of plain data, as bytes; but texts in it that are JSON already are not read and written once more. */
export function writeJson(data: unknown): Buffer {
  return encode(write(data) ?? 'null');
}

function write(data: unknown): string | undefined {
  if (data instanceof JsonText) return data.text;
  if (typeof data !== 'object' || data === null || 'toJSON' in data) return JSON.stringify(data);
  if (Array.isArray(data)) return `[${data.map((item) => write(item) ?? 'null').join(',')}]`;
  let fields = '';
  for (const [key, field] of Object.entries(data)) {
    const written = write(field);
    if (written !== undefined) fields += `${fields === '' ? '' : ','}${JSON.stringify(key)}:${written}`;
  }
  return `{${fields}}`;
}

/** Where texts are encoded one after the other, in bytes: a message has seldom more than 15 KB. */
const room = Buffer.allocUnsafeSlow(64 * 1024);

/** The bytes of a text. `Buffer.from` measures it first, which takes as long as encoding it. */
function encode(text: string): Buffer {
  return text.length * 3 > room.length ? Buffer.from(text) : Buffer.from(room.subarray(0, room.write(text)));
}
