import { z } from 'zod';

export interface LoopbackTokenOptions {
  /** What the platform calls the login URL; plain http, on loopback only (config.ts). */
  loginUrl: string;
  clientId: string;
  secret: string;
  /** The connector's resource, without `/.default`. */
  audience: string;
}

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
/** A token is renewed this long before it ends, in seconds. */
const margin = 300;

/**
 * The client-credentials grant over plain http, which the SDK's library refuses: for trying the bot against an identity
 * server on this machine. A token is kept until shortly before it ends.
 */
export function createLoopbackToken({
  loginUrl,
  clientId,
  secret,
  audience,
}: LoopbackTokenOptions): () => Promise<string> {
  let kept: { token: string; until: number } | undefined;
  return async () => {
    if (kept && kept.until > performance.now()) return kept.token;
    const response = await fetch(`${loginUrl.replace(/\/+$/, '')}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: secret,
        scope: `${audience}/.default`,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the login URL answered ${response.status}`);
    const { access_token: token, expires_in: seconds } = answerSchema.parse(await response.json());
    kept = { token, until: performance.now() + Math.max(0, seconds - margin) * 1000 };
    return token;
  };
}
