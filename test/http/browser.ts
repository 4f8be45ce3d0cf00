/** What a page came to, for a test to look at. */
export interface Page {
  status: number;
  headers: Headers;
  html: string;
  /** Where a redirect leads. */
  location: string | null;
}

/** A browser without a screen: it keeps the cookie of one site, sends forms, and follows redirects as asked. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  post(path: string, form: Record<string, string> | string, headers?: Record<string, string>): Promise<Page>;
  cookie(): string | undefined;
  /** What the last page set, with its flags. */
  lastSetCookie(): string | undefined;
}

export function openBrowser(origin: () => string): Browser {
  let jar: string | undefined;
  let last: string | undefined;
  async function go(path: string, init: RequestInit): Promise<Page> {
    const headers = { ...(jar ? { cookie: jar } : {}), ...(init.headers as Record<string, string>) };
    const response = await fetch(`${origin()}${path}`, { ...init, headers, redirect: 'manual' });
    last = response.headers.getSetCookie().at(-1);
    if (last) jar = last.includes('Max-Age=0') ? undefined : last.split(';')[0];
    return {
      status: response.status,
      headers: response.headers,
      html: await response.text(),
      location: response.headers.get('location'),
    };
  }
  return {
    get: (path, headers = {}) => go(path, { headers }),
    post: (path, form, headers = {}) =>
      go(path, { method: 'POST', headers, body: typeof form === 'string' ? form : new URLSearchParams(form) }),
    cookie: () => jar,
    lastSetCookie: () => last,
  };
}
