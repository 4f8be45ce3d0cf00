import type { Config } from '../config';

/** Where answers and tokens may go, with everything below: the Bot Framework and Teams, and their sovereign clouds. */
const connectorDomains = [
  'botframework.com',
  'smba.trafficmanager.net',
  'teams.microsoft.com',
  'botframework.azure.us',
  'teams.microsoft.us',
  'botframework.azure.cn',
  'teams.microsoftonline.cn',
];

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether answers may be sent to a service URL (teams.md, Attacks: requests to foreign hosts). Plain http only to loopback
 * hosts, and those only in local mode or where CONNECTOR_HOSTS names them.
 */
export function mayAnswerTo(
  serviceUrl: string,
  { local, connectorHosts }: Pick<Config, 'local' | 'connectorHosts'>,
): boolean {
  let url: URL;
  try {
    url = new URL(serviceUrl);
  } catch {
    return false;
  }
  if (url.username || url.password) return false;
  const named = connectorHosts.includes(url.hostname) || connectorHosts.includes(url.host);
  if (loopback.has(url.hostname)) return local || named;
  if (url.protocol !== 'https:') return false;
  return named || connectorDomains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
}
