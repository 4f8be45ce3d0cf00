/** The page's calls to the local server. */

export class ApiError extends Error {
  /** @param {string} code the server's error code, or `Network` when it could not be reached */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function call(path, options) {
  const response = await fetch(`/local/api/${path}`, options).catch((fault) => {
    throw new ApiError('Network', fault.message);
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(body.error?.code ?? 'Other', body.error?.message ?? `HTTP ${response.status}`);
  return body;
}

export function get(path, query = {}) {
  return call(`${path}?${new URLSearchParams(query)}`);
}

export function post(path, body) {
  return call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

/** @param {{as: string, conversation: string}} facts @param {File} file @returns {Promise<{id: string}>} */
export function upload({ as, conversation }, file) {
  const query = new URLSearchParams({ as, conversation, name: file.name });
  const headers = { 'Content-Type': 'application/octet-stream' };
  return call(`files?${query}`, { method: 'POST', headers, body: file });
}

/**
 * Live events for one person; the browser connects again by itself.
 * @param {string} as object id
 * @param {Record<string, (data: any) => void>} handlers by event type; `lost` when the connection breaks
 * @returns {() => void} stops listening
 */
export function listen(as, handlers) {
  const source = new EventSource(`/local/api/live?${new URLSearchParams({ as })}`);
  for (const [type, handle] of Object.entries(handlers))
    if (type !== 'lost') source.addEventListener(type, (event) => handle(JSON.parse(event.data)));
  source.addEventListener('error', () => handlers.lost());
  return () => source.close();
}
