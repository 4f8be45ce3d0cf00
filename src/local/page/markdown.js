/** The part of Markdown that Teams draws; everything else, and all HTML, stays text. */

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const INLINE = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/,
    /&(?<entity>#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos|nbsp);/,
    /<at(?:\s[^>]*)?>(?<at>[^<]*)<\/at>/,
    /(?<br><br\s*\/?>)/,
    /\[(?<label>(?:\\.|[^[\]\\])*)\]\(\s*<?(?<url>(?:\\.|[^\s()<>\\])+)>?(?:\s+"[^"]*")?\s*\)/,
    /\*\*(?=\S)(?<bold>(?:\\.|(?!\*\*)[^\\])+?)\*\*/,
    /(?<![\p{L}\p{N}_])__(?=\S)(?<bold2>(?:\\.|(?!__)[^\\])+?)__(?![\p{L}\p{N}_])/,
    /\*(?=[^\s*])(?<italic>(?:\\.|[^*\\])*?[^\s*\\])\*/,
    /(?<![\p{L}\p{N}_])_(?=[^\s_])(?<italic2>(?:\\.|[^_\\])*?[^\s_\\])_(?![\p{L}\p{N}_])/,
  ]
    .map((part) => part.source)
    .join('|'),
  'giu',
);

/**
 * @param {string} text
 * @param {{breaks?: boolean}} [options] breaks: a line break stays one (messages); in cards it is a space
 * @returns {string} safe HTML
 */
export function renderMarkdown(text, { breaks = false } = {}) {
  const html = [];
  let list = null;
  let lines = [];
  const flushLines = () => {
    if (lines.length > 0) html.push(`<p>${lines.map(renderInline).join(breaks ? '<br>' : '\n')}</p>`);
    lines = [];
  };
  const flushList = () => {
    if (list)
      html.push(
        `<${list.tag}${list.start}>${list.items.map((item) => `<li>${renderInline(item)}</li>`).join('')}</${list.tag}>`,
      );
    list = null;
  };
  for (const line of text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')) {
    const item = /^\s{0,3}(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/.exec(line);
    if (!item) {
      if (line.trim() !== '' && list && /^\s{2,}/.test(line)) list.items[list.items.length - 1] += ` ${line.trim()}`;
      else flushList();
      if (line.trim() === '') flushLines();
      else if (!list) lines.push(line.trim());
      continue;
    }
    flushLines();
    const tag = item[1] ? 'ul' : 'ol';
    if (list?.tag !== tag) flushList();
    list ??= { tag, start: tag === 'ol' ? ` start="${Number(item[2])}"` : '', items: [] };
    list.items.push(item[3]);
  }
  flushLines();
  flushList();
  return html.join('');
}

function renderInline(text) {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    html += escapeHtml(text.slice(end, match.index)) + renderToken(match);
    end = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(end));
}

function renderToken({ 0: whole, groups }) {
  if (groups.escaped !== undefined) return escapeHtml(groups.escaped);
  if (groups.entity !== undefined) return escapeHtml(decodeEntity(groups.entity));
  if (groups.at !== undefined) return `<span class="mention">${escapeHtml(groups.at)}</span>`;
  if (groups.br !== undefined) return '<br>';
  if (groups.url !== undefined) return renderLink(whole, groups.label, groups.url);
  const bold = groups.bold ?? groups.bold2;
  if (bold !== undefined) return `<strong>${renderInline(bold)}</strong>`;
  return `<em>${renderInline(groups.italic ?? groups.italic2)}</em>`;
}

function renderLink(whole, label, url) {
  const address = url.replace(/\\(.)/g, '$1');
  if (!isSafeAddress(address)) return escapeHtml(whole);
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${renderInline(label)}</a>`;
}

/** Only web and mail addresses may be opened from messages and cards. */
export function isSafeAddress(address) {
  return /^(https?:\/\/|mailto:)/i.test(address);
}

function decodeEntity(entity) {
  if (!entity.startsWith('#')) return ENTITIES[entity.toLowerCase()];
  const code = /^#x/i.test(entity) ? parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
