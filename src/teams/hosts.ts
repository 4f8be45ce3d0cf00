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

/** Where Teams keeps the files of personal chats: OneDrive for Business, and its sovereign clouds. */
const fileDomains = ['sharepoint.com', 'sharepoint.us', 'sharepoint.cn'];

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether answers may be sent to a service URL (teams.md, Attacks: requests to foreign hosts). Plain http only to loopback
 * hosts, and those only in local mode or where CONNECTOR_HOSTS names them.
 */
export function mayAnswerTo(serviceUrl: string, config: HostSettings): boolean {
  return isAmong(connectorDomains, serviceUrl, config);
}

/** Whether a URL is of this machine. */
export function isLoopback(written: string): boolean {
  return URL.canParse(written) && loopback.has(new URL(written).hostname);
}

/** Whether a file may be fetched from, or put to, a URL that came with an activity. */
export function mayExchangeFiles(url: string, config: HostSettings): boolean {
  return isAmong(fileDomains, url, config);
}

type HostSettings = Pick<Config, 'local' | 'connectorHosts'>;

function isAmong(domains: readonly string[], written: string, { local, connectorHosts }: HostSettings): boolean {
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    return false;
  }
  if (url.username || url.password) return false;
  const named = connectorHosts.includes(url.hostname) || connectorHosts.includes(url.host);
  if (loopback.has(url.hostname)) return local || named;
  if (url.protocol !== 'https:') return false;
  return named || domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
}
