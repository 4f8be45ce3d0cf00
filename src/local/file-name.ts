const NAME_LIMIT = 120;

/**
 * A file's name as it may be shown, sent and saved: no folders, no signs that file systems refuse, no control, bidi or
 * zero-width characters, at most 120 characters; the extension is kept.
 */
export function cleanFileName(name: string): string {
  const bare = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = bare
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (clean === '') return 'file';
  if (clean.length <= NAME_LIMIT) return clean;
  const extension = /\.[^.]{1,12}$/.exec(clean)?.[0] ?? '';
  return [...clean].slice(0, NAME_LIMIT - extension.length).join('') + extension;
}

/** The extension without its dot, in small letters; empty where there is none. */
export function fileTypeOf(name: string): string {
  return /[^.]\.([a-z\d]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Has the browser save and never show the file; names beyond ASCII as RFC 6266 and 8187 say. */
export function toContentDisposition(name: string): string {
  const plain = name.replace(/[^ -~]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
